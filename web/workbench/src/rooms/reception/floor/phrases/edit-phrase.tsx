import { Alert, App, AutoComplete, Button, Form, Input, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useSession, useShop } from '@/shared/session';
import { DayPicker } from '@/shared/ui/pickers';
import { MarkLine } from '../texts/mark-line';
import { useTextsText } from '../texts/text';
import { useTextMark } from '../texts/use-texts';
import { fill, openPlaces } from './fill';
import css from './phrases.module.css';
import { usePhraseText } from './text';
import { usePhraseAct, usePhraseOffers } from './use-phrases';
import type { BoundOffer, Phrase, PhraseLevel, PhraseList } from './wire';

type Fields = {
  level: PhraseLevel;
  team?: string;
  owner?: string;
  group: string;
  code?: string;
  title: string;
  text: string;
  reviewOn?: string;
  expiresOn?: string;
  guardReason?: string;
  promotion?: string;
};

type EditProps = { list: PhraseList; phrase: Phrase | null; offer?: BoundOffer | null; onDone: () => void };

export const EditPhrase = ({ list, phrase, offer = null, onDone }: EditProps) => {
  const offers = usePhraseOffers().data ?? [];
  const t = usePhraseText();
  const g = useTextsText();
  const shop = useShop();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const level = Form.useWatch('level', form);
  const text = Form.useWatch('text', form) ?? '';
  const team = Form.useWatch('team', form);
  const mark = useTextMark(text, level === 'team' ? (team ?? null) : null);
  const save = usePhraseAct(() => {
    void message.success(t('saved'));
    onDone();
  });
  const required = [{ required: true, message: t('required') }];
  const insert = (name: string) => {
    const field = document.getElementById('phrase_text');
    const [from, to] =
      field instanceof HTMLTextAreaElement ? [field.selectionStart, field.selectionEnd] : [text.length, text.length];
    form.setFieldValue('text', `${text.slice(0, from)}{${name}}${text.slice(to)}`);
    field?.focus();
  };
  return (
    <Modal
      open
      width={680}
      title={phrase === null ? t('add') : t('edit')}
      okButtonProps={{ loading: save.isPending, disabled: mark?.level === 'block' }}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form
        form={form}
        name="phrase"
        layout="vertical"
        initialValues={{
          level: phrase?.level ?? (list.mayEdit ? 'shop' : 'own'),
          team: phrase?.team ?? undefined,
          owner: phrase?.owner,
          group: phrase?.group ?? '',
          code: phrase?.code ?? '',
          title: phrase?.title ?? '',
          text: phrase?.text ?? '',
          reviewOn: phrase === null ? (list.nextReview ?? '') : (phrase.reviewOn ?? ''),
          expiresOn: phrase?.expiresOn ?? '',
          guardReason: phrase?.guardReason ?? '',
          promotion: phrase?.promotion ?? offer?.id,
        }}
        onFinish={(values) =>
          save.mutate({
            path: '',
            body: {
              ...values,
              shop: shop.id,
              id: phrase?.id ?? null,
              version: phrase?.version ?? 0,
              promotion: values.promotion ?? null,
              reviewOn: values.reviewOn === '' ? null : values.reviewOn,
              expiresOn: values.expiresOn === '' ? null : values.expiresOn,
            },
          })
        }
      >
        <Form.Item name="title" label={t('question')} extra={t('questionHint')} rules={required}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="text" label={t('words')} rules={required}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={1000} showCount />
        </Form.Item>
        <div className={css['places']}>
          {t('variables')}
          {list.variables.map((name) => (
            <Button key={name} size="small" onClick={() => insert(name)}>
              {name}
            </Button>
          ))}
          <span className={css['hint']}>{t('wordsHint')}</span>
        </div>
        {mark !== null && <MarkLine mark={mark} onTake={(rewrite) => form.setFieldValue('text', rewrite)} />}
        {mark?.level === 'confirm' && (
          <Form.Item name="guardReason" label={g('reason')} extra={g('reasonHint')}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        {text !== '' && <Preview text={text} names={list.variables} />}
        <div className={css['pair']}>
          <Form.Item name="group" label={t('group')} rules={required}>
            <AutoComplete options={list.groups.map((value) => ({ value }))} maxLength={20} />
          </Form.Item>
          <Form.Item name="code" label={t('code')} extra={t('codeHint')}>
            <Input maxLength={20} prefix="/" />
          </Form.Item>
          <Form.Item name="level" label={t('whose')}>
            <Select
              disabled={!list.mayEdit}
              options={(['shop', 'team', 'own'] as const)
                .filter((one) => one !== 'team' || list.teams.length > 0)
                .map((value) => ({ value, label: t(value) }))}
            />
          </Form.Item>
          {level === 'team' && (
            <Form.Item name="team" label={t('whichTeam')} rules={required}>
              <Select options={list.teams.map((team) => ({ value: team.id, label: team.name }))} />
            </Form.Item>
          )}
          {level !== 'own' && list.keepers.length > 0 && (
            <Form.Item name="owner" label={t('keeper')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                allowClear
                options={list.keepers.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Form.Item>
          )}
          <Form.Item name="promotion" label={t('promotion')} extra={t('promotionHint')}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('noPromotion')}
              options={[
                ...offers,
                ...(phrase?.offer && offers.every((one) => one.id !== phrase.offer?.id) ? [phrase.offer] : []),
              ].map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="reviewOn" label={t('review')}>
            <DayPicker mayBeEmpty />
          </Form.Item>
          <Form.Item name="expiresOn" label={t('expires')} extra={t('expiresHint')}>
            <DayPicker mayBeEmpty />
          </Form.Item>
        </div>
      </Form>
      {save.isError && <Alert type="error" title={toProblem(save.error).detail} />}
    </Modal>
  );
};

/** As it would stand in the box now, for this person in this shop: places that only a conversation knows stay open. */
const Preview = ({ text, names }: { text: string; names: string[] }) => {
  const t = usePhraseText();
  const shop = useShop();
  const me = useSession().person.name;
  const filled = fill(text, { 店铺: shop.name, 客服: me });
  const parts = [];
  let from = 0;
  for (const place of openPlaces(filled, new Set(names))) {
    parts.push(filled.slice(from, place.from), <mark key={place.from}>{filled.slice(place.from, place.to)}</mark>);
    from = place.to;
  }
  return (
    <div className={css['preview']} aria-label={t('preview')}>
      {parts}
      {filled.slice(from)}
    </div>
  );
};
