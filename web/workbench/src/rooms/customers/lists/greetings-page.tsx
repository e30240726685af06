import { useState } from 'react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Popconfirm, Select, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useSharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CustomerTabs } from '../dossier/customer-tabs';
import dossier from '../dossier/dossier.module.css';
import { linesOf, wayOf, waysNow, type Choice } from './greeting-choice';
import { GreetingHistory } from './greeting-history';
import css from './lists.module.css';
import { useText } from './text';
import { useColleagues } from './use-colleagues';
import type { Greetings, Proposal, Released } from './wire';

/** Whom to greet this month: looked at, mended and released by a person. */
export const GreetingsPage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  return (
    <Page title={t('greetings')}>
      <CustomerTabs />
      {may ? (
        <>
          <Proposals />
          <GreetingHistory />
        </>
      ) : (
        <NoRight right={t('right')} />
      )}
    </Page>
  );
};

const Proposals = () => {
  const t = useText();
  const shared = useSharedText();
  const spoken = useLanguage();
  const shop = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const colleagues = useColleagues();
  const [skip, setSkip] = useState(0);
  const [chosen, setChosen] = useState<string[]>([]);
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [owner, setOwner] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<Record<string, string>>({});
  const found = useQuery({
    queryKey: ['greetings', shop.id, skip],
    queryFn: ({ signal }) => api.get<Greetings>('/api/shop/greetings', { query: { shop: shop.id, skip }, signal }),
    enabled: shop.id !== '',
    placeholderData: keepPreviousData,
  });
  const again = async () => {
    for (const key of ['greetings', 'greeting-history', 'callbacks', 'timeline'])
      await client.invalidateQueries({ queryKey: [key] });
  };
  const release = useMutation({
    mutationFn: () =>
      api.post<Released>('/api/shop/greetings/release', {
        shop: shop.id,
        lines: linesOf(chosen, found.data?.proposals ?? [], choices, newId),
        reason: reason.trim() || null,
        owner,
      }),
    onSuccess: async ({ lines }) => {
      const count = (state: string) => lines.filter((line) => line.state === state).length;
      const no = lines.filter((line) => line.state === null);
      setRefused(Object.fromEntries(no.map((line) => [line.buyer, (spoken === 'en' ? line.en : line.zh) ?? ''])));
      setChosen(no.map((line) => line.buyer));
      void message.success(t('released', { sent: count('sent'), todo: count('open') }));
      await again();
    },
  });
  const leave = useMutation({
    mutationFn: () => api.post<Released>('/api/shop/greetings/skip', { shop: shop.id, buyers: chosen }),
    onSuccess: async () => {
      setChosen([]);
      await again();
    },
  });
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const { proposals, mayRelease, isQuiet, next } = found.data;
  const put = (buyer: string, part: Choice) => setChoices({ ...choices, [buyer]: { ...choices[buyer], ...part } });
  const error = release.error ?? leave.error;
  return (
    <Section>
      <p className={dossier['quiet']}>
        {t('greetingsHint', { month: found.data.month, n: found.data.everyMonths })}{' '}
        {t('sentMonth', { n: found.data.released, todo: found.data.toDo })}
      </p>
      {isQuiet && <Alert type="info" title={t('quietNow', { from: found.data.quietFrom, to: found.data.quietTo })} />}
      {!mayRelease && proposals.length > 0 && <Alert type="info" title={t('onlyLeaders')} />}
      {proposals.length === 0 ? (
        <State title={t('emptyGreetings')} text={t('emptyGreetingsText')} />
      ) : (
        <Table<Proposal>
          size="small"
          rowKey="buyer"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={proposals}
          rowSelection={
            mayRelease
              ? {
                  selectedRowKeys: chosen,
                  onChange: (keys) => setChosen(keys.map(String)),
                  getCheckboxProps: (row) => ({ 'aria-label': row.name }),
                }
              : {}
          }
          columns={[
            {
              title: t('customer'),
              key: 'name',
              width: 130,
              render: (_, row) => (
                <>
                  <Link to={`/customers/${row.buyer}`}>{row.name}</Link>
                  <div className={dossier['quiet']}>{row.tel}</div>
                </>
              ),
            },
            {
              title: t('way'),
              key: 'way',
              width: 170,
              render: (_, row) =>
                waysNow(row).length === 0 ? (
                  <span className={dossier['quiet']}>{t(row.chat === 'busy' ? 'chat-busy' : 'chat-none')}</span>
                ) : (
                  <Select
                    size="small"
                    className={css['way'] ?? ''}
                    aria-label={`${t('way')} ${row.name}`}
                    disabled={!mayRelease}
                    value={wayOf(row, choices[row.buyer]) ?? null}
                    onChange={(way) => way !== null && put(row.buyer, { way })}
                    options={waysNow(row).map((value) => ({ value, label: t(`way-${value}`) }))}
                  />
                ),
            },
            {
              title: t('words'),
              key: 'text',
              render: (_, row) => (
                <>
                  <Input.TextArea
                    autoSize={{ minRows: 1, maxRows: 5 }}
                    maxLength={500}
                    aria-label={`${t('words')} ${row.name}`}
                    disabled={!mayRelease}
                    value={choices[row.buyer]?.text ?? row.text}
                    onChange={(event) => put(row.buyer, { text: event.target.value })}
                  />
                  {refused[row.buyer] !== undefined && <div className={dossier['late']}>{refused[row.buyer]}</div>}
                </>
              ),
            },
            { title: t('lastGreeted'), key: 'last', width: 90, render: (_, row) => row.lastMonth ?? t('never') },
          ]}
        />
      )}
      {mayRelease && proposals.length > 0 && (
        <div className={css['foot']}>
          <label className={dossier['field']}>
            {t('owner')}
            <Select
              className={css['way'] ?? ''}
              aria-label={t('owner')}
              value={owner ?? ''}
              onChange={(value) => setOwner(value === '' ? null : value)}
              options={[{ value: '', label: t('mySelf') }, ...colleagues]}
            />
          </label>
          <label className={dossier['field']}>
            {t('reason')}
            <Input
              aria-label={t('reason')}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <div className={css['acts']}>
            <Popconfirm
              title={t('skipAsk')}
              okText={shared('ok')}
              cancelText={shared('cancel')}
              disabled={chosen.length === 0}
              onConfirm={() => leave.mutate()}
            >
              <Button disabled={chosen.length === 0} loading={leave.isPending}>
                {t('skip')}
              </Button>
            </Popconfirm>
            <Button
              type="primary"
              disabled={chosen.length === 0 || isQuiet}
              loading={release.isPending}
              onClick={() => release.mutate()}
            >
              {t('release', { n: chosen.length })}
            </Button>
          </div>
          <span className={dossier['quiet']}>{t('releaseHint')}</span>
        </div>
      )}
      {error !== null && <Alert type="error" title={toProblem(error).detail} />}
      {Object.keys(refused).length > 0 && (
        <Alert type="warning" title={t('refusedSome', { n: Object.keys(refused).length })} />
      )}
      {(skip > 0 || next !== null) && (
        <div className={css['acts']}>
          <Button size="small" disabled={skip === 0} onClick={() => setSkip(0)}>
            {t('firstPage')}
          </Button>
          <Button size="small" disabled={next === null} onClick={() => setSkip(next ?? 0)}>
            {t('nextPage')}
          </Button>
        </div>
      )}
    </Section>
  );
};
