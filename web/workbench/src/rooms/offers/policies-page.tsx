import { useDeferredValue, useState } from 'react';
import { Button, Checkbox, Input, Table, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useSearchParams } from 'react-router';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { begins } from './moments';
import { OfferFiles } from './offer-files';
import { OfferTabs } from './offer-tabs';
import css from './offers.module.css';
import { PolicyDrawer } from './policy-drawer';
import { PolicyEditor } from './policy-editor';
import { useText } from './text';
import { useAct, usePolicyList } from './use-offers';
import type { PolicyLine } from './wire';

/** What the shop holds to: every policy with its version in force and what waits for approval. */
export const PoliciesPage = () => {
  const t = useText();
  const shop = useShop();
  const may = useMay('shop.policy.read');
  const [search, setSearch] = useSearchParams();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const [makes, setMakes] = useState(false);
  const list = usePolicyList(asked);
  const set = useAct();
  const columns = useColumns();
  const id = search.get('id');
  if (!may) return <NoRight right={t('rightPolicies')} />;
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((one) => one.policies) ?? [];
  return (
    <Page
      title={t('policies')}
      actions={
        first?.mayEdit === true && (
          <>
            <OfferFiles kind="policies" may />
            <Button type="primary" onClick={() => setMakes(true)}>
              {t('newPolicyAct')}
            </Button>
          </>
        )
      }
    >
      <OfferTabs />
      <div className={css['policyBar']}>
        <Input.Search
          allowClear
          className={css['find'] ?? ''}
          value={q}
          placeholder={t('findPolicy')}
          aria-label={t('findPolicy')}
          onChange={(event) => setQ(event.target.value)}
        />
        {first?.maySet === true && (
          <Checkbox
            checked={first.isOwnApproval}
            onChange={(event) =>
              set.mutate({ path: '/policies/setting', body: { shop: shop.id, isOwnApproval: event.target.checked } })
            }
          >
            {t('ownApproval')}
          </Checkbox>
        )}
      </div>
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && (
        <State
          title={asked === '' ? t('noPolicies') : t('noneFound')}
          {...(first?.mayEdit === true && asked === '' ? { text: t('noPoliciesText') } : {})}
        />
      )}
      {rows.length > 0 && (
        <Table
          size="middle"
          rowKey="id"
          columns={columns}
          dataSource={rows}
          pagination={false}
          onRow={(row) => ({
            tabIndex: 0,
            style: { cursor: 'pointer' },
            onClick: () => setSearch({ id: row.id }),
            onKeyDown: (event) => event.key === 'Enter' && setSearch({ id: row.id }),
          })}
        />
      )}
      {list.hasNextPage && (
        <div className={css['more']}>
          <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('more')}
          </Button>
        </div>
      )}
      {makes && (
        <PolicyEditor
          onDone={(made) => {
            setMakes(false);
            if (made !== null) setSearch({ id: made });
          }}
        />
      )}
      {id !== null && <PolicyDrawer key={id} id={id} onDone={() => setSearch({})} />}
    </Page>
  );
};

const PolicyTags = ({ line }: { line: PolicyLine }) => {
  const t = useText();
  return (
    <>
      {line.inForce !== null && <Tag color="green">{t('inForce', { n: line.inForce })}</Tag>}
      {line.endedAt !== null && <Tag>{t('ended1')}</Tag>}
      {line.inForce === null && line.endedAt === null && line.state === 'approved' && (
        <Tag color="blue">{t('notYet')}</Tag>
      )}
      {line.state !== 'approved' && (
        <Tag color={line.state === 'submitted' ? 'orange' : 'default'}>{t(`version-${line.state}`)}</Tag>
      )}
    </>
  );
};

const useColumns = (): TableColumnsType<PolicyLine> => {
  const t = useText();
  const { zone } = useShop();
  return [
    { title: t('topic'), dataIndex: 'topic', width: 100, sorter: (a, b) => a.topic.localeCompare(b.topic) },
    {
      title: t('policy'),
      key: 'title',
      render: (_, row) => (
        <div className={css['nameCell']}>
          <strong>{row.title}</strong>
          <span className={css['onlyNarrow']}>
            <PolicyTags line={row} />
          </span>
        </div>
      ),
    },
    {
      title: t('scope'),
      key: 'scope',
      width: 180,
      responsive: ['lg'],
      ellipsis: true,
      render: (_, row) => (row.scope.kind === 'all' ? t('scope-all') : row.scope.targets.join(sharedText('listMark'))),
    },
    {
      title: t('from'),
      key: 'from',
      width: 160,
      responsive: ['md'],
      render: (_, row) => begins(row.from ?? row.latestFrom, zone),
    },
    { title: t('state'), key: 'state', width: 200, responsive: ['md'], render: (_, row) => <PolicyTags line={row} /> },
    { title: t('author'), dataIndex: 'author', width: 100, responsive: ['lg'] },
  ];
};
