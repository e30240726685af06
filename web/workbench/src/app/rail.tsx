import { useEffect, useRef, useState } from 'react';
import { EllipsisOutlined } from '@ant-design/icons';
import { Link, useLocation } from 'react-router';
import { useStore } from '@/shared/store/store';
import { badges } from '@/shared/ui/badges';
import { useNavEntries, type Entry } from './nav-entries';
import css from './rail.module.css';
import { useText } from './text';

/** How many entries stand in the bar at the foot of a telephone before "menu". */
const barEntries = 4;

export const Rail = () => {
  const t = useText();
  const entries = useNavEntries();
  const [isOpen, setOpen] = useState(false);
  const hasMore = entries.length > barEntries + 1;
  const { pathname } = useLocation();
  const here = entries
    .map((entry) => entry.to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .reduce((longest, to) => (to.length > longest.length ? to : longest), '');
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    rail.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <nav ref={rail} className={css['rail']} aria-label={t('mainMenu')} data-open={isOpen}>
      <span className={css['mark']} aria-hidden>
        <svg viewBox="0 0 32 32" width="30" height="30">
          <rect width="32" height="32" rx="8" fill="var(--zg-accent)" />
          <path
            d="M8 21V11.500A2.500 2.500 0 0 1 10.500 9h11a2.500 2.500 0 0 1 2.500 2.500v6a2.500 2.500 0 0 1-2.500 2.500H13l-5 4z"
            fill="#fff"
          />
        </svg>
      </span>
      {entries.map((entry, index) => (
        <RailLink
          key={entry.to}
          entry={entry}
          isHere={entry.to === here}
          isExtra={hasMore && index >= barEntries}
          onOpen={() => setOpen(false)}
        />
      ))}
      {hasMore && (
        <button type="button" className={css['more']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <EllipsisOutlined className={css['icon']} />
          <span>{t('menu')}</span>
        </button>
      )}
    </nav>
  );
};

type RailLinkProps = { entry: Entry; isHere: boolean; isExtra: boolean; onOpen: () => void };

const RailLink = ({ entry, isHere, isExtra, onOpen }: RailLinkProps) => {
  const badge = useStore(badges, (all) => all[entry.to] ?? null);
  return (
    <Link
      to={entry.to}
      className={`${css['link'] ?? ''}${isHere ? ' active' : ''}`}
      {...(isHere ? { 'aria-current': 'page' as const } : {})}
      data-extra={isExtra}
      onClick={onOpen}
    >
      <span className={css['icon']}>
        <entry.icon />
        {badge !== null && badge.count > 0 && (
          <span className={css['badge']} data-tone={badge.tone}>
            {badge.count > 99 ? '99+' : badge.count}
          </span>
        )}
      </span>
      <span className={css['name']}>{entry.label}</span>
    </Link>
  );
};
