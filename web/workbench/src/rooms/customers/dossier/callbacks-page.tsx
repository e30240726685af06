import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useMay, useShop } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CareCall } from './care-call';
import type { CallbackList, CareLine } from './care-wire';
import { BuyerNotices } from '../lists/notices';
import type { Greeting } from '../lists/wire';
import { CustomerTabs } from './customer-tabs';
import css from './dossier.module.css';
import { EndSuggestion } from './end-suggestion';
import { useText } from './text';
import type { Suggestion } from './wire';

/** Whom to call today, and what to answer. */
export const CallbacksPage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  return (
    <Page
      title={t('callbacksTab')}
      actions={
        <Segmented
          value={whose}
          onChange={setWhose}
          options={[
            { value: 'mine' as const, label: t('mine') },
            { value: 'all' as const, label: t('everybodys') },
          ]}
        />
      }
    >
      <CustomerTabs />
      {may && <BuyerNotices />}
      {may ? <Due whose={whose} /> : <NoRight right={t('right')} />}
    </Page>
  );
};

const Due = ({ whose }: { whose: 'mine' | 'all' }) => {
  const t = useText();
  const shop = useShop();
  const [calls, setCalls] = useState<CareLine | null>(null);
  const [greets, setGreets] = useState<Greeting | null>(null);
  const [ends, setEnds] = useState<Suggestion | null>(null);
  const found = useQuery({
    queryKey: ['callbacks', shop.id, whose],
    queryFn: ({ signal }) => api.get<CallbackList>('/api/shop/callbacks', { query: { shop: shop.id, whose }, signal }),
    enabled: shop.id !== '',
  });
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const { care, suggestions, greetings, resting, mayEdit } = found.data;
  if (care.length === 0 && suggestions.length === 0 && greetings.length === 0)
    return <State title={t('emptyCallbacks')} text={t('emptyCallbacksText')} />;
  return (
    <>
      {care.length > 0 && (
        <Section title={t('care')}>
          <Table<CareLine>
            size="small"
            rowKey="buyer"
            pagination={false}
            scroll={{ x: 520 }}
            dataSource={care}
            columns={[
              {
                title: t('customer'),
                key: 'buyer',
                render: (_, row) => <Link to={`/customers/${row.buyer}`}>{row.name}</Link>,
              },
              { title: t('tel'), dataIndex: 'tel', width: 130 },
              {
                title: t('dueOn'),
                key: 'due',
                width: 160,
                render: (_, row) => (
                  <span className={row.lateDays > 0 ? css['late'] : undefined}>
                    {row.dueOn} {row.lateDays > 0 && t('lateDays', { n: row.lateDays })}
                  </span>
                ),
              },
              { title: t('owner'), dataIndex: 'ownerName', width: 90 },
              {
                key: 'act',
                width: 110,
                render: (_, row) =>
                  mayEdit && (
                    <Button size="small" onClick={() => setCalls(row)}>
                      {t('recordCall')}
                    </Button>
                  ),
              },
            ]}
          />
        </Section>
      )}
      {resting > 0 && <p className={css['quiet']}>{t('resting', { n: resting })}</p>}
      {greetings.length > 0 && (
        <Section title={t('toGreet')}>
          <ul className={css['list']}>
            {greetings.map((one) => (
              <li key={one.id} className={css['item']}>
                <div>
                  <span className={css['kind']}>{one.way !== '' && t(`channel-${one.way}`)}</span>
                  <Link to={`/customers/${one.buyer}`}>{one.buyerName}</Link> {one.tel}
                  <div className={css['words']}>{one.text}</div>
                  <div className={css['quiet']}>{one.ownerName}</div>
                </div>
                {mayEdit && (
                  <Button size="small" onClick={() => setGreets(one)}>
                    {t('recordCall')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {suggestions.length > 0 && (
        <Section title={t('dueSuggestions')}>
          <ul className={css['list']}>
            {suggestions.map((one) => (
              <li key={one.id} className={css['item']}>
                <div>
                  <span className={css['kind']}>{one.topicName}</span>
                  <span className={css['words']}>{one.text}</span>
                  <div className={css['quiet']}>
                    <Link to={`/customers/${one.buyer}`}>{one.buyerName}</Link>{' '}
                    <span className={one.isLate ? css['late'] : undefined}>{one.dueOn}</span>
                  </div>
                </div>
                {mayEdit && (
                  <Button size="small" onClick={() => setEnds(one)}>
                    {t('end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {calls !== null && (
        <CareCall buyer={calls.buyer} name={calls.name} version={calls.version} onDone={() => setCalls(null)} />
      )}
      {greets !== null && (
        <CareCall
          buyer={greets.buyer}
          name={greets.buyerName}
          version={0}
          path={`/api/shop/greetings/${greets.id}/end`}
          onDone={() => setGreets(null)}
        />
      )}
      {ends !== null && <EndSuggestion buyer={ends.buyer ?? ''} one={ends} onDone={() => setEnds(null)} />}
    </>
  );
};
