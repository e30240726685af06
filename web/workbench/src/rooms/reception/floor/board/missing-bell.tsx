import { useEffect, useRef, useState } from 'react';
import { UserDeleteOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useNavigate } from 'react-router';
import { sharedText } from '@/shared/i18n/shared-text';
import css from '../floor.module.css';
import { useText } from '../text';
import { newlyMissing } from './newly-missing';
import { ring } from './ring';
import type { MissingAgent } from './wire';

type BellProps = { missing: readonly MissingAgent[]; isRead: boolean };

/** Who is rostered now, not there and not on leave (ATT-05): told at once, on whatever page the supervisor is. */
export const MissingBell = ({ missing, isRead }: BellProps) => {
  const t = useText();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const told = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!isRead) return;
    const now = newlyMissing(missing, told.current);
    told.current = now.told;
    if (now.fresh.length === 0) return;
    const names = now.fresh
      .map((one) => t('missingOne', { name: one.name, shift: one.shift ?? '', at: one.since.slice(11, 16) }))
      .join(sharedText('listMark'));
    ring(t('missingTitle', { n: now.fresh.length }), names, 'floor-missing', () => navigate('/floor'));
  }, [missing, isRead, t, navigate]);
  useTitle(missing.length === 0 ? null : t('missingTitle', { n: missing.length }));
  if (missing.length === 0) return null;
  const go = (to: string) => {
    setOpen(false);
    void navigate(to);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      title={t('missingTitle', { n: missing.length })}
      content={
        <div className={css['missing']}>
          <ul>
            {missing.map((one) => (
              <li key={`${one.person} ${one.since}`}>
                <b>{one.name}</b>
                <span className={css['hint']}>
                  {t('missingSince', { shift: one.shift ?? '', at: one.since.slice(11, 16) })}
                </span>
              </li>
            ))}
          </ul>
          <p className={css['hint']}>{t('missingHow')}</p>
          <Button size="small" type="primary" onClick={() => go('/shifts/leave')}>
            {t('missingLeave')}
          </Button>
          <Button size="small" onClick={() => go('/shifts/roster')}>
            {t('missingSwap')}
          </Button>
          <Button size="small" onClick={() => go('/shifts')}>
            {t('missingDoor')}
          </Button>
        </div>
      }
    >
      <Button
        type="text"
        danger
        aria-label={t('missingTitle', { n: missing.length })}
        icon={
          <Badge count={missing.length} size="small">
            <UserDeleteOutlined />
          </Badge>
        }
      />
    </Popover>
  );
};

/** In the title while nobody looks at the page; what stood there before comes back with the eyes. */
const useTitle = (words: string | null): void => {
  useEffect(() => {
    if (words === null) return;
    let before: string | null = null;
    const look = () => {
      if (document.visibilityState === 'visible') {
        if (before !== null) document.title = before;
        before = null;
      } else if (before === null) {
        before = document.title;
        document.title = `${words} · ${before}`;
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      if (before !== null) document.title = before;
    };
  }, [words]);
};
