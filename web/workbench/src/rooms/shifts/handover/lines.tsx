import { useState } from 'react';
import { Button, Input, Tag } from 'antd';
import { Link } from 'react-router';
import { shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import css from './handover.module.css';
import { ItemText } from './item-text';
import { useText } from './text';
import type { HandoverLine } from './wire';

type LinesProps = {
  lines: HandoverLine[];
  /** Reasons of what the receiver does not take, by line; left out where nothing is to be chosen. */
  refused?: Record<string, string>;
  onRefuse?: (line: string, reason: string | null) => void;
};

const kinds = ['log', 'conversation', 'promise'] as const;

/** What changes hands: events and instructions in full, the rest by its title with a way there. */
export const Lines = ({ lines, refused, onRefuse }: LinesProps) => (
  <ul className={css['lines']}>
    {lines.map((line) => (
      <OneLine
        key={`${line.kind}${line.ref}`}
        line={line}
        {...(onRefuse === undefined || line.id === null
          ? {}
          : {
              reason: refused?.[line.id] ?? null,
              onRefuse: (reason: string | null) => onRefuse(line.id ?? '', reason),
            })}
      />
    ))}
  </ul>
);

const OneLine = ({
  line,
  reason,
  onRefuse,
}: {
  line: HandoverLine;
  reason?: string | null;
  onRefuse?: (reason: string | null) => void;
}) => {
  const t = useText();
  const zone = useZone();
  const now = useMinute();
  const kind = kinds.find((one) => one === line.kind);
  return (
    <li className={css['line']} data-refused={line.refused !== null || (reason ?? null) !== null}>
      <div className={css['lineHead']}>
        <Tag>{kind === undefined ? line.kind : t(`kind-${kind}`)}</Tag>
        {line.isUrgent && <Tag color="red">{t('urgent')}</Tag>}
        {line.item === null && (
          <span className={css['lineTitle']}>
            {line.link === null ? line.title : <Link to={line.link}>{line.title}</Link>}
          </span>
        )}
        {line.item !== null && <span className={css['lineTitle']}>{line.item.cause}</span>}
        <span className={css['quiet']}>
          {line.dueAt === null
            ? t('since', { at: shortMoment(line.since, zone, now) })
            : t('due', { at: shortMoment(line.dueAt, zone, now) })}
        </span>
        {onRefuse !== undefined && <Refuse reason={reason ?? null} onRefuse={onRefuse} />}
      </div>
      {line.item !== null && <ItemText item={line.item} />}
      {line.refused !== null && <p className={css['warn']}>{t('refusedBecause', { reason: line.refused })}</p>}
    </li>
  );
};

const Refuse = ({ reason, onRefuse }: { reason: string | null; onRefuse: (reason: string | null) => void }) => {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  if (reason === null && !isOpen) {
    return (
      <Button size="small" type="text" onClick={() => setIsOpen(true)}>
        {t('refuse')}
      </Button>
    );
  }
  return (
    <span className={css['refuse']}>
      <Input
        autoFocus
        size="small"
        maxLength={300}
        value={reason ?? ''}
        placeholder={t('refuseHint')}
        aria-label={t('refuseHint')}
        onChange={(event) => onRefuse(event.target.value)}
      />
      <Button
        size="small"
        type="text"
        onClick={() => {
          setIsOpen(false);
          onRefuse(null);
        }}
      >
        {t('takeAll')}
      </Button>
    </span>
  );
};
