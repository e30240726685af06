import { App, Button, Collapse, Input } from 'antd';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { FactLink } from './fact-link';
import css from './pay.module.css';
import { useText } from './text';
import { usePayAct } from './use-pay';
import { waitWords } from './wait-words';
import type { MonthDetail, Wait } from './wire';

/** What the month still waits for, by name and with links; a point may be set aside with a reason. */
export const MonthWaits = ({ detail }: { detail: MonthDetail }) => {
  const t = useText();
  if (detail.state === 'closed' || detail.state === 'paid') return null;
  const items = [
    ...detail.waits.map((wait) => ({
      key: wait.kind,
      label: (
        <span className={css['waitHead']}>
          {t(waitWords(wait.kind))}
          <span className={css['count']}>{wait.count}</span>
        </span>
      ),
      extra: <AsideButton month={detail.month} wait={wait} />,
      children: <Subjects month={detail.month} wait={wait} />,
    })),
    ...(detail.notes.length === 0
      ? []
      : [
          {
            key: 'notes',
            label: (
              <span className={css['waitHead']}>
                {t('notes')}
                <span className={css['plainCount']}>{detail.notes.length}</span>
              </span>
            ),
            children: <Subjects month={detail.month} wait={{ kind: 'notes', count: 0, subjects: detail.notes }} />,
          },
        ]),
    ...(detail.aside.length === 0
      ? []
      : [
          {
            key: 'aside',
            label: (
              <span className={css['waitHead']}>
                {t('asideDone')}
                <span className={css['plainCount']}>{detail.aside.length}</span>
              </span>
            ),
            children: (
              <ul className={css['subjects']}>
                {detail.aside.slice(0, 100).map((one) => (
                  <li key={`${one.kind} ${one.subject}`}>
                    <FactLink fact={one.subject} month={detail.month} /> {one.reason}
                  </li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
  return (
    <Section title={detail.waits.length === 0 ? t('nothingMissing') : t('missing', { n: detail.waits.length })}>
      {items.length === 0 ? (
        <p className={css['quiet']}>{t('nothingMissingText')}</p>
      ) : (
        <Collapse size="small" items={items} />
      )}
    </Section>
  );
};

const Subjects = ({ month, wait }: { month: string; wait: Wait }) => {
  const t = useText();
  return (
    <>
      <ul className={css['subjects']}>
        {wait.subjects.map((subject) => (
          <li key={`${subject.subject} ${subject.text}`}>
            <FactLink fact={subject.subject} month={month} person={subject.person} /> {subject.text}
          </li>
        ))}
      </ul>
      {wait.count > wait.subjects.length && (
        <p className={css['quiet']}>{t('moreOf', { n: wait.count - wait.subjects.length })}</p>
      )}
    </>
  );
};

const neverAside = new Set(['objections', 'earlier_month', 'clauses']);

const AsideButton = ({ month, wait }: { month: string; wait: Wait }) => {
  const t = useText();
  const shop = useShop();
  const act = usePayAct();
  const { modal } = App.useApp();
  const may = useMay('pay.month.close');
  if (!may || neverAside.has(wait.kind)) return null;
  const ask = () => {
    let reason = '';
    modal.confirm({
      title: t('asideTitle', { what: t(waitWords(wait.kind)), n: wait.count }),
      content: (
        <>
          <p>{t('asideText')}</p>
          <Input.TextArea
            aria-label={t('reason')}
            rows={3}
            maxLength={1000}
            onChange={(event) => (reason = event.target.value)}
          />
        </>
      ),
      okText: t('setAside'),
      onOk: async () => {
        const isDone = await act(
          () => api.post(`/api/pay/months/${month}/set-aside`, { shop: shop.id, kind: wait.kind, reason }),
          t('asideDone'),
        );
        if (!isDone) throw new Error('refused');
      },
    });
  };
  return (
    <Button
      size="small"
      type="link"
      onClick={(event) => {
        event.stopPropagation();
        ask();
      }}
    >
      {t('setAside')}
    </Button>
  );
};
