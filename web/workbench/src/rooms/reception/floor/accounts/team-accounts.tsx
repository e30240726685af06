import { Button, Segmented, Table, Tag } from 'antd';
import { useSearchParams } from 'react-router';
import { Section } from '@/shared/ui/page';
import { State } from '@/shared/ui/states';
import css from './accounts.module.css';
import { useAccountText } from './text';
import type { Account, AccountBoard, Flag } from './wire';

const tone: Record<Flag, string> = {
  rings: 'error',
  ended: 'error',
  missing: 'warning',
  bare: 'warning',
  verify: 'warning',
  unknown: 'default',
};
const pageSize = 50;

type TeamProps = { board: AccountBoard; onEdit: (account: Account) => void };

/** Everybody who serves, those with something to look at first. */
export const TeamAccounts = ({ board, onEdit }: TeamProps) => {
  const t = useAccountText();
  const [search, setSearch] = useSearchParams();
  const flagged = board.team.filter((one) => one.flags.length > 0);
  const view = search.get('view') ?? (flagged.length > 0 ? 'flagged' : 'all');
  const rows = view === 'flagged' ? flagged : board.team;
  if (board.team.length === 0) return <State title={t('none')} text={t('noneText')} />;
  return (
    <Section title={t('team', { n: board.team.length })}>
      <div className={css['bar']}>
        <Segmented
          value={view}
          onChange={(value) => setSearch({ view: value }, { replace: true })}
          options={[
            { value: 'flagged', label: t('toDo', { n: flagged.length }) },
            { value: 'all', label: t('all', { n: board.team.length }) },
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <State title={t('allWell')} />
      ) : (
        <Table<Account>
          size="small"
          rowKey="person"
          dataSource={rows}
          scroll={{ x: 820 }}
          pagination={rows.length > pageSize ? { pageSize, showSizeChanger: false } : false}
          columns={[
            {
              title: t('person'),
              width: 130,
              fixed: 'left',
              render: (_, one) => (
                <>
                  {one.name} <span className={css['hint']}>{one.number}</span>
                </>
              ),
              sorter: (a, b) => a.name.localeCompare(b.name),
            },
            {
              title: t('state'),
              width: 190,
              render: (_, one) =>
                one.flags.length === 0
                  ? t('fine')
                  : one.flags.map((flag) => (
                      <Tag key={flag} color={tone[flag]}>
                        {t(`flag-${flag}`)}
                      </Tag>
                    )),
              sorter: (a, b) => a.flags.length - b.flags.length,
            },
            {
              title: t('signature'),
              render: (_, one) => (
                <div className={css['lines']} title={one.texts.join('\n')}>
                  {one.texts[0]}{' '}
                  {one.texts.length > 1 && <span className={css['hint']}>{t('more', { n: one.texts.length })}</span>}
                </div>
              ),
            },
            { title: t('offer'), width: 190, render: (_, one) => <Carried of={one} /> },
            { title: t('friends'), width: 110, render: (_, one) => t(`friends-${one.friends ?? 'none'}`) },
            {
              title: t('acts'),
              width: 80,
              render: (_, one) =>
                one.mayEdit && (
                  <Button type="link" size="small" onClick={() => onEdit(one)}>
                    {t('edit')}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </Section>
  );
};

/** What it carries and, of a promotion, its days. */
export const Carried = ({ of }: { of: Account }) => {
  const t = useAccountText();
  return (
    <>
      {of.offer}
      {of.to !== null && (
        <div className={css['hint']}>
          {of.from === null ? t('until', { to: of.to }) : t('days', { from: of.from, to: of.to })}
        </div>
      )}
    </>
  );
};
