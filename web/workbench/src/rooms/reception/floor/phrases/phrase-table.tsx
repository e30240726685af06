import { App, Button, Space, Table, Tag } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { dayKey } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { MarkLine, tone } from '../texts/mark-line';
import { OfferMark } from './offer-mark';
import css from './phrases.module.css';
import { usePhraseText } from './text';
import { usePhraseAct } from './use-phrases';
import type { Phrase, PhraseList } from './wire';

type TableProps = {
  list: PhraseList;
  phrases: Phrase[];
  onEdit: (phrase: Phrase) => void;
  onHistory: (phrase: Phrase) => void;
};

const pageSize = 50;

export const PhraseTable = ({ list, phrases, onEdit, onHistory }: TableProps) => {
  const t = usePhraseText();
  const { zone } = useShop();
  const now = useMinute();
  const teams = new Map(list.teams.map((team) => [team.id, team.name]));
  return (
    <Table<Phrase>
      size="small"
      rowKey="id"
      dataSource={phrases}
      scroll={{ x: 980 }}
      pagination={phrases.length > pageSize ? { pageSize, showSizeChanger: false } : false}
      columns={[
        {
          title: t('question'),
          width: 220,
          fixed: 'left',
          render: (_, one) => (
            <>
              {one.title}
              <span className={css['tags']}>
                {one.guard !== null && (
                  <Tag color={tone[one.guard.mark.level]}>
                    {t(one.guard.mark.level === 'block' ? 'isBlocked' : 'isAsked')}
                  </Tag>
                )}
                {one.offer !== null && <OfferMark offer={one.offer} now={now} />}
                {one.isExpired && <Tag color="error">{t('isExpired')}</Tag>}
                {one.isDue && <Tag color="warning">{t('isDue')}</Tag>}
                {one.isUnused && <Tag>{t('isUnused')}</Tag>}
              </span>
            </>
          ),
          sorter: (a, b) => a.title.localeCompare(b.title),
        },
        {
          title: t('words'),
          render: (_, one) => (
            <>
              <div className={css['text']} title={one.text}>
                {one.text}
              </div>
              {one.guard !== null && <MarkLine mark={one.guard.mark} />}
              {one.guardReason !== null && (
                <div className={css['hint']}>{t('keptBecause', { reason: one.guardReason })}</div>
              )}
            </>
          ),
        },
        { title: t('group'), width: 90, dataIndex: 'group', sorter: (a, b) => a.group.localeCompare(b.group) },
        { title: t('code'), width: 80, render: (_, one) => one.code !== null && <kbd>/{one.code}</kbd> },
        {
          title: t('whose'),
          width: 90,
          ellipsis: true,
          render: (_, one) => (one.level === 'team' ? (teams.get(one.team ?? '') ?? t('team')) : t(one.level)),
        },
        { title: t('keeper'), width: 90, ellipsis: true, dataIndex: 'ownerName' },
        {
          title: t('uses'),
          width: 110,
          align: 'right',
          sorter: (a, b) => a.uses - b.uses,
          render: (_, one) => (
            <span title={one.lastUsedAt === null ? t('never') : t('lastUsed', { day: dayKey(one.lastUsedAt, zone) })}>
              {t('usesTimes', { n: one.uses })}
            </span>
          ),
        },
        {
          title: t('review'),
          width: 110,
          render: (_, one) => one.reviewOn ?? '',
          sorter: (a, b) => (a.reviewOn ?? '9').localeCompare(b.reviewOn ?? '9'),
        },
        { title: t('expires'), width: 110, render: (_, one) => one.expiresOn ?? '' },
        {
          title: t('acts'),
          width: 210,
          render: (_, one) => <Acts phrase={one} onEdit={onEdit} onHistory={onHistory} />,
        },
      ]}
    />
  );
};

const Acts = ({ phrase, onEdit, onHistory }: { phrase: Phrase } & Pick<TableProps, 'onEdit' | 'onHistory'>) => {
  const t = usePhraseText();
  const { message } = App.useApp();
  const act = usePhraseAct();
  const onError = (error: unknown) => void message.error(toProblem(error).detail);
  const remove = () =>
    act.mutate(
      { path: `/${phrase.id}/remove`, body: { version: phrase.version } },
      {
        onError,
        onSuccess: (gone) =>
          void message.success({
            duration: 6,
            content: (
              <>
                {t('removed', { title: gone.title })}{' '}
                <Button
                  type="link"
                  size="small"
                  onClick={() =>
                    act.mutate({ path: `/${gone.id}/restore`, body: { version: gone.version } }, { onError })
                  }
                >
                  {t('undo')}
                </Button>
              </>
            ),
          }),
      },
    );
  return (
    <Space size={4}>
      {phrase.mayEdit && (phrase.isDue || phrase.isExpired) && (
        <Button
          size="small"
          disabled={phrase.isExpired}
          onClick={() => act.mutate({ path: `/${phrase.id}/review`, body: { version: phrase.version } }, { onError })}
        >
          {t('reviewed')}
        </Button>
      )}
      {phrase.mayEdit && (
        <Button type="link" size="small" onClick={() => onEdit(phrase)}>
          {t('change')}
        </Button>
      )}
      <Button type="link" size="small" onClick={() => onHistory(phrase)}>
        {t('history')}
      </Button>
      {phrase.mayEdit && (
        <Button type="link" size="small" danger onClick={remove}>
          {t('remove')}
        </Button>
      )}
    </Space>
  );
};
