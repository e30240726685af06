import { useState } from 'react';
import { Button, Segmented, Table, Tag } from 'antd';
import type { TableColumnsType } from 'antd';
import { useSearchParams } from 'react-router';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { DepartmentsDialog } from './departments-dialog';
import { begins, ends } from './moments';
import { OfferFiles } from './offer-files';
import { OfferTabs } from './offer-tabs';
import css from './offers.module.css';
import { PromotionDrawer } from './promotion-drawer';
import { PromotionEditor } from './promotion-editor';
import { text, useText } from './text';
import { usePromotions } from './use-offers';
import type { PromotionLine } from './wire';
import { termsWords } from './words';

const shows = ['live', 'coming', 'planning', 'ended'] as const;

/** What runs, what comes, what is being planned and what ended. */
export const PromotionsPage = () => {
  const t = useText();
  const may = useMay('shop.promotion.read');
  const mayEdit = useMay('shop.promotion.edit');
  const mayRelease = useMay('shop.promotion.release');
  const [search, setSearch] = useSearchParams();
  const [makes, setMakes] = useState(false);
  const [sets, setSets] = useState(false);
  const show = shows.find((one) => one === search.get('show')) ?? 'live';
  const id = search.get('id');
  const list = usePromotions(show);
  const columns = useColumns();
  if (!may) return <NoRight right={t('rightPromotions')} />;
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: name !== 'id' });
  };
  const rows = list.data?.pages.flatMap((one) => one.promotions) ?? [];
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <OfferFiles kind="promotions" may={mayEdit} />
          {mayRelease && <Button onClick={() => setSets(true)}>{t('departments')}</Button>}
          {mayEdit && (
            <Button type="primary" onClick={() => setMakes(true)}>
              {t('plan')}
            </Button>
          )}
        </>
      }
    >
      <OfferTabs />
      <Segmented
        className={css['bar'] ?? ''}
        value={show}
        onChange={(value) => change('show', value)}
        options={shows.map((value) => ({ value, label: t(`show-${value}`) }))}
      />
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && rows.length === 0 && (
        <State title={t(`empty-${show}`)} {...(mayEdit ? { text: t('emptyText') } : {})} />
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
            onClick: () => change('id', row.id),
            onKeyDown: (event) => event.key === 'Enter' && change('id', row.id),
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
        <PromotionEditor
          onDone={(made) => {
            setMakes(false);
            if (made !== null) setSearch({ show: 'planning', id: made });
          }}
        />
      )}
      {sets && <DepartmentsDialog onDone={() => setSets(false)} />}
      {id !== null && <PromotionDrawer key={id} id={id} onDone={() => change('id', null)} />}
    </Page>
  );
};

export const StateTag = ({ line }: { line: PromotionLine }) => {
  const t = useText();
  return (
    <>
      {line.standing === 'running' && line.giftLeft !== 0 && <Tag color="green">{t('running1')}</Tag>}
      {line.standing === 'running' && line.giftLeft === 0 && <Tag>{t('giftGone')}</Tag>}
      {line.standing === 'coming' && <Tag color="blue">{t('coming1')}</Tag>}
      {line.standing === 'ended' && <Tag>{t('ended1')}</Tag>}
      {line.endsToday && <Tag color="orange">{t('endsToday')}</Tag>}
      {line.startsTomorrow && <Tag>{t('startsTomorrow')}</Tag>}
      {line.state === 'draft' && <Tag>{t(line.releasedVersion === null ? 'state-draft' : 'changedAfter')}</Tag>}
      {line.state === 'signing' && (
        <Tag color="orange">{t('waitsFor', { names: line.open.join(sharedText('listMark')) })}</Tag>
      )}
      {line.state === 'withdrawn' && <Tag>{t('state-withdrawn')}</Tag>}
    </>
  );
};

const useColumns = (): TableColumnsType<PromotionLine> => {
  const t = useText();
  const { zone } = useShop();
  return [
    {
      title: t('name'),
      key: 'name',
      render: (_, row) => (
        <div className={css['nameCell']}>
          <strong>{row.form.name}</strong>
          <span className={css['onlyNarrow']}>{termsWords(text, row.form)}</span>
          <span className={css['onlyNarrow']}>
            <StateTag line={row} />
          </span>
        </div>
      ),
    },
    { title: t('gives'), key: 'gives', responsive: ['md'], render: (_, row) => termsWords(text, row.form) },
    {
      title: t('scope'),
      key: 'scope',
      width: 160,
      responsive: ['lg'],
      ellipsis: true,
      render: (_, row) =>
        row.form.scope.kind === 'all' ? t('scope-all') : row.form.scope.targets.join(sharedText('listMark')),
    },
    {
      title: t('period'),
      key: 'period',
      width: 200,
      sorter: (a, b) => a.form.from.localeCompare(b.form.from),
      render: (_, row) => (
        <span className={css['period']}>
          <span>{begins(row.form.from, zone)}</span> <span>{ends(row.form.to, zone)}</span>
        </span>
      ),
    },
    { title: t('state'), key: 'state', width: 220, responsive: ['md'], render: (_, row) => <StateTag line={row} /> },
  ];
};
