import { useState } from 'react';
import { Button, Tag } from 'antd';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { FloorTabs } from '../floor-tabs';
import { MarkLine } from '../texts/mark-line';
import css from './accounts.module.css';
import { EditAccount } from './edit-account';
import { Carried, TeamAccounts } from './team-accounts';
import { useAccountText } from './text';
import { useAccounts } from './use-accounts';
import type { Account, AccountBoard } from './wire';

/** One's own signature, and for supervisors everybody's: who has none, whose promotion is over, which accounts ask friends for verification. */
export const AccountsPage = () => {
  const t = useAccountText();
  const may = useMay('reception.conversation.read');
  const board = useAccounts(may);
  const [edited, setEdited] = useState<Account | null>(null);
  if (!may) return <NoRight right={t('right')} />;
  return (
    <Page title={t('title')}>
      <FloorTabs />
      {board.isPending && <Loading rows={8} />}
      {board.isError && <LoadFailed error={board.error} onRetry={() => void board.refetch()} />}
      {board.data !== undefined && (
        <>
          <Mine board={board.data} onEdit={setEdited} />
          {board.data.maySeeTeam && <TeamAccounts board={board.data} onEdit={setEdited} />}
        </>
      )}
      {edited !== null && <EditAccount key={edited.person} account={edited} onDone={() => setEdited(null)} />}
    </Page>
  );
};

type MineProps = { board: AccountBoard; onEdit: (account: Account) => void };

const Mine = ({ board, onEdit }: MineProps) => {
  const t = useAccountText();
  const every = useEvery(board.book.everySeconds);
  const mine = board.mine;
  if (mine === null) return <p className={css['hint']}>{t('notMine')}</p>;
  return (
    <Section title={t('mine')} actions={<Button onClick={() => onEdit(mine)}>{t('edit')}</Button>}>
      <div className={css['mine']}>
        <div>
          <p className={css['hint']}>
            {t('mineText')} {every === null ? t('notRotates') : t('rotates', { every })}
          </p>
          {mine.flags.map((flag) => (
            <Tag
              key={flag}
              color={flag === 'ended' || flag === 'rings' ? 'error' : flag === 'unknown' ? 'default' : 'warning'}
            >
              {t(`flag-${flag}`)}
            </Tag>
          ))}
          {mine.texts.length > 0 && (
            <ol className={css['list']}>
              {mine.texts.map((text, i) => {
                const mark = mine.guard[i] ?? null;
                return (
                  <li key={text}>
                    {text}
                    {mark !== null && <MarkLine mark={mark} />}
                  </li>
                );
              })}
            </ol>
          )}
          <Carried of={mine} />
        </div>
        <figure className={css['window']}>
          <figcaption className={css['hint']}>{mine.shown === null ? t('notShown') : t('preview')}</figcaption>
          <div className={css['head']}>
            <b>{t('serving', { name: mine.name })}</b>
            <span>{mine.shown}</span>
          </div>
          <div className={css['body']} aria-hidden />
        </figure>
      </div>
    </Section>
  );
};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** The turn of the texts in the largest unit that fits. */
const useEvery = (seconds: number | null): string | null => {
  const t = useAccountText();
  if (seconds === null) return null;
  if (seconds % day === 0) return t('dayCount', { n: seconds / day });
  if (seconds % hour === 0) return t('hours', { n: seconds / hour });
  if (seconds % minute === 0) return t('minutes', { n: seconds / minute });
  return t('seconds', { n: seconds });
};
