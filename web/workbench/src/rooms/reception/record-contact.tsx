import { useState } from 'react';
import { App, AutoComplete, Button, Input, InputNumber, Modal, Segmented, Select } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import css from './forms.module.css';
import { zonedInstant } from '@/shared/time/zoned';
import { useText } from './text';
import { useView } from './use-live';
import type { ActAnswer } from './wire';

type Kind = 'telephone' | 'visit' | 'qq';
type Line = { key: string; who: 'buyer' | 'agent'; text: string };
type Found = { id: string; number: number; name: string; tel: string | null };
type BuyerPage = { buyers: readonly { id: string; number: number; name: string; tel?: string | null }[] };
type Props = { onClose: () => void; onRecorded: (c: string) => void };

const longest = 100;

/** Writes down a call, a visit or a QQ chat; it becomes a conversation under one's own name. */
export const RecordContact = ({ onClose, onRecorded }: Props) => {
  const t = useText();
  const { message: toast } = App.useApp();
  const shop = useView((view) => view.shop);
  const [id] = useState(() => newId());
  const [kind, setKind] = useState<Kind>('telephone');
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [who, setWho] = useState('');
  const [found, setFound] = useState<readonly Found[]>([]);
  const [buyer, setBuyer] = useState<Found | null>(null);
  const [account, setAccount] = useState('');
  const [at, setAt] = useState('');
  const [minutes, setMinutes] = useState<number | null>(null);
  const [summary, setSummary] = useState('');
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [outcome, setOutcome] = useState<string | null>(null);
  const classes = useView((view) => view.settings.contactClasses) ?? [];
  const [named, setNamed] = useState<string | null>(null);
  const [rings, setRings] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const outcomes = [t('outcomeSolved'), t('outcomeOrdered'), t('outcomeFollow')];
  const said = lines.filter((line) => line.text.trim() !== '');

  const search = async (words: string) => {
    setWho(words);
    setBuyer(null);
    if (words.trim().length < 2) return setFound([]);
    try {
      const page = await api.get<BuyerPage>('/api/shop/buyers', {
        query: { shop: shop.id, q: words.trim(), limit: 8 },
      });
      setFound(page.buyers.map(({ id: one, number, name, tel }) => ({ id: one, number, name, tel: tel ?? null })));
    } catch {
      setFound([]); // whoever may not search still writes down what they know
    }
  };

  const save = async () => {
    setBusy(true);
    try {
      const known = buyer === null ? { name: who.trim() || null, ...accountOf(kind, account) } : { id: buyer.id };
      const answer = await api.post<ActAnswer>(`/api/reception/contacts?shop=${shop.id}`, {
        id,
        kind,
        direction,
        at: at === '' ? null : zonedInstant(at, shop.zone),
        minutes,
        buyer: known,
        summary: summary.trim(),
        lines: said.map((line) => ({ who: line.who, text: line.text.trim() })),
        outcome,
        class: named,
        rings: kind === 'telephone' ? rings : null,
      });
      toast.success(t('contactSaved'));
      onRecorded(answer.head.id);
    } catch (error) {
      toast.error(toProblem(error).detail);
      setBusy(false);
    }
  };

  const change = (key: string, part: Partial<Line>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...part } : line)));

  return (
    <Modal
      open
      title={t('recordContact')}
      width={520}
      okText={t('saveContact')}
      cancelText={t('takeBack')}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: summary.trim() === '' && said.length === 0 }}
      onOk={() => void save()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className={css['form']}>
        <div className={css['line']}>
          <Segmented<Kind>
            value={kind}
            onChange={setKind}
            options={[
              { value: 'telephone', label: t('contactTelephone') },
              { value: 'visit', label: t('contactVisit') },
              { value: 'qq', label: 'QQ' },
            ]}
          />
          <Segmented<'in' | 'out'>
            value={direction}
            onChange={setDirection}
            options={[
              { value: 'in', label: t('contactIn') },
              { value: 'out', label: t('contactOut') },
            ]}
          />
        </div>
        <div className={css['line']}>
          <AutoComplete
            className={css['grow']}
            autoFocus
            value={who}
            placeholder={t('contactWho')}
            aria-label={t('contactWho')}
            options={found.map((one) => ({ value: one.id, label: `${one.name} #${one.number} ${one.tel ?? ''}` }))}
            onSearch={(words) => void search(words)}
            onSelect={(chosen: string) => {
              const one = found.find((each) => each.id === chosen) ?? null;
              setBuyer(one);
              setWho(one?.name ?? '');
            }}
          />
          {buyer === null && kind !== 'visit' && (
            <Input
              className={css['grow']}
              value={account}
              maxLength={longest}
              placeholder={t(kind === 'qq' ? 'contactQq' : 'contactTel')}
              aria-label={t(kind === 'qq' ? 'contactQq' : 'contactTel')}
              onChange={(event) => setAccount(event.target.value)}
            />
          )}
        </div>
        <p className={css['hint']}>
          {buyer === null ? t('contactNewHint') : t('contactKnown', { name: buyer.name, n: buyer.number })}
        </p>
        <div className={css['line']}>
          <input
            type="datetime-local"
            className={css['moment']}
            aria-label={t('contactAt')}
            title={t('contactAt')}
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
          <InputNumber<number>
            min={0}
            max={1440}
            precision={0}
            value={minutes}
            suffix={t('contactMinutes')}
            aria-label={t('contactLong')}
            onChange={setMinutes}
          />
        </div>
        {(classes.length > 0 || kind === 'telephone') && (
          <div className={css['line']}>
            {classes.length > 0 && (
              <Select
                className={css['grow']}
                allowClear
                value={named}
                placeholder={t('contactClass')}
                aria-label={t('contactClass')}
                options={classes.map((value) => ({ value, label: value }))}
                onChange={(value: string | undefined) => setNamed(value ?? null)}
              />
            )}
            {kind === 'telephone' && direction === 'in' && (
              <InputNumber<number>
                min={0}
                max={99}
                precision={0}
                value={rings}
                prefix={t('contactRings')}
                suffix={t('ringsUnit')}
                aria-label={t('contactRings')}
                onChange={setRings}
              />
            )}
          </div>
        )}
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={summary}
          placeholder={t('contactSummary')}
          aria-label={t('contactSummary')}
          onChange={(event) => setSummary(event.target.value)}
        />
        {lines.map((line) => (
          <div key={line.key} className={css['line']}>
            <Segmented<Line['who']>
              value={line.who}
              onChange={(speaker) => change(line.key, { who: speaker })}
              options={[
                { value: 'buyer', label: t('contactBuyerSaid') },
                { value: 'agent', label: t('contactISaid') },
              ]}
            />
            <Input
              className={css['grow']}
              autoFocus
              value={line.text}
              aria-label={t('contactLine')}
              onChange={(event) => change(line.key, { text: event.target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('contactDropLine')}
              onClick={() => setLines((all) => all.filter((each) => each.key !== line.key))}
            />
          </div>
        ))}
        <div className={css['line']}>
          <Button
            icon={<PlusOutlined />}
            disabled={lines.length >= longest}
            onClick={() =>
              setLines((all) => [
                ...all,
                { key: newId(), who: all.at(-1)?.who === 'buyer' ? 'agent' : 'buyer', text: '' },
              ])
            }
          >
            {t('contactAddLine')}
          </Button>
          <Select
            className={css['grow']}
            allowClear
            value={outcome}
            placeholder={t('contactOutcome')}
            aria-label={t('contactOutcome')}
            options={outcomes.map((value) => ({ value, label: value }))}
            onChange={(value: string | undefined) => setOutcome(value ?? null)}
          />
        </div>
      </div>
    </Modal>
  );
};

const accountOf = (kind: Kind, account: string) => {
  const clean = account.trim();
  if (clean === '') return {};
  return kind === 'qq' ? { account: clean } : { tel: clean };
};
