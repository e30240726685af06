import { ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, Modal, Segmented, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { DayPicker } from '@/shared/ui/pickers';
import { usePhraseOffers } from '../phrases/use-phrases';
import { MarkLine } from '../texts/mark-line';
import { useTextsText } from '../texts/text';
import { useTextMark } from '../texts/use-texts';
import css from './accounts.module.css';
import { useAccountText } from './text';
import { useSaveAccount } from './use-accounts';
import type { Account } from './wire';

const longest = 60;
const mostTexts = 9;

type Fields = {
  texts: string[];
  carries: 'promotion' | 'product' | 'none';
  offer: string;
  from: string;
  to: string;
  friends: 'free' | 'verify' | 'none';
  guardReason: string;
  promotion?: string;
};

/** The texts of a signature, what it carries, and how the account takes friends. */
export const EditAccount = ({ account, onDone }: { account: Account; onDone: () => void }) => {
  const t = useAccountText();
  const g = useTextsText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const texts = Form.useWatch('texts', form) ?? [];
  const mark = useTextMark(texts.join('\n'));
  const carries = Form.useWatch('carries', form);
  const offers = (usePhraseOffers().data ?? []).filter(
    (one) => ['open', 'coming'].includes(one.standing) || one.id === account.promotion,
  );
  const isBound = Form.useWatch('promotion', form) !== undefined && carries === 'promotion';
  const save = useSaveAccount(account.person, () => {
    void message.success(t('saved'));
    onDone();
  });
  const problem = save.isError ? toProblem(save.error) : null;
  const wrong = (field: string) =>
    problem?.field === field ? { validateStatus: 'error' as const, help: problem.detail } : {};
  return (
    <Modal
      open
      width={640}
      title={t('editOf', { name: account.name })}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => form.submit()}
      onCancel={onDone}
    >
      <Form
        form={form}
        name="account"
        layout="vertical"
        initialValues={{
          texts: account.texts.length === 0 ? [''] : account.texts,
          carries: account.carries ?? 'none',
          offer: account.offer ?? '',
          from: account.from ?? '',
          to: account.to ?? '',
          friends: account.friends ?? 'none',
          guardReason: account.guardReason ?? '',
          promotion: account.promotion ?? undefined,
        }}
        onFinish={(fields) =>
          save.mutate({
            texts: fields.texts,
            carries: fields.carries === 'none' ? null : fields.carries,
            offer: fields.offer === '' ? null : fields.offer,
            from: fields.from === '' || fields.from === undefined ? null : fields.from,
            to: fields.to === '' || fields.to === undefined ? null : fields.to,
            friends: fields.friends === 'none' ? null : fields.friends,
            guardReason: fields.guardReason ?? '',
            promotion: fields.carries === 'promotion' ? (fields.promotion ?? null) : null,
            version: account.version,
          })
        }
      >
        <Form.Item label={t('texts')} extra={t('textHint', { n: longest })} {...wrong('texts')}>
          <Form.List name="texts">
            {(texts, { add, remove, move }) => (
              <div className={css['texts']}>
                {texts.map(({ key, name }) => (
                  <div key={key} className={css['text']}>
                    <Form.Item name={name} noStyle>
                      <Input maxLength={longest} showCount aria-label={t('textNo', { n: name + 1 })} />
                    </Form.Item>
                    <Button
                      type="text"
                      icon={<ArrowUpOutlined />}
                      disabled={name === 0}
                      aria-label={t('up', { n: name + 1 })}
                      onClick={() => move(name, name - 1)}
                    />
                    <Button
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={t('removeText', { n: name + 1 })}
                      onClick={() => remove(name)}
                    />
                  </div>
                ))}
                {texts.length < mostTexts && (
                  <div>
                    <Button size="small" onClick={() => add('')}>
                      {t('addText')}
                    </Button>
                  </div>
                )}
              </div>
            )}
          </Form.List>
        </Form.Item>
        {mark !== null && <MarkLine mark={mark} />}
        {mark?.level === 'confirm' && (
          <Form.Item name="guardReason" label={g('reason')} extra={g('reasonHint')} {...wrong('guardReason')}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="carries" label={t('carries')} {...wrong('carries')}>
          <Segmented
            options={(['promotion', 'product', 'none'] as const).map((value) => ({
              value,
              label: t(`carries-${value}`),
            }))}
          />
        </Form.Item>
        {carries === 'promotion' && offers.length > 0 && (
          <Form.Item name="promotion" label={t('promotionOf')} extra={t('promotionOfHint')} {...wrong('promotion')}>
            <Select
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('promotionOwn')}
              options={offers.map((one) => ({ value: one.id, label: one.name }))}
            />
          </Form.Item>
        )}
        {carries !== 'none' && !isBound && (
          <Form.Item
            name="offer"
            label={carries === 'product' ? t('productName') : t('promotionName')}
            {...wrong('offer')}
          >
            <Input maxLength={longest} />
          </Form.Item>
        )}
        {carries === 'promotion' && !isBound && (
          <div className={css['pair']}>
            <Form.Item name="from" label={t('from')}>
              <DayPicker mayBeEmpty />
            </Form.Item>
            <Form.Item name="to" label={t('to')} extra={t('toHint')} {...wrong('to')}>
              <DayPicker mayBeEmpty />
            </Form.Item>
          </div>
        )}
        <Form.Item name="friends" label={t('friends')} extra={t('friendsHint')}>
          <Segmented
            options={(['free', 'verify', 'none'] as const).map((value) => ({ value, label: t(`friends-${value}`) }))}
          />
        </Form.Item>
      </Form>
      {problem !== null &&
        !['texts', 'carries', 'offer', 'to', 'guardReason', ...(offers.length > 0 ? ['promotion'] : [])].includes(
          problem.field ?? '',
        ) && <p role="alert">{problem.detail}</p>}
    </Modal>
  );
};
