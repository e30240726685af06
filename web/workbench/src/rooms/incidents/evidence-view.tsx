import { Tooltip } from 'antd';
import { useShop } from '@/shared/session';
import { clockTime, dayKey } from '@/shared/time/format';
import css from './incidents.module.css';
import { useText } from './text';
import { piecesOf } from './timeline';
import type { Evidence } from './wire';

/** Presence against the shift, one bar per account, and leave below. */
export const EvidenceView = ({ evidence }: { evidence: Evidence }) => {
  const t = useText();
  const { zone } = useShop();
  const accounts = [...new Set(evidence.presence.map((span) => span.account))];
  const clock = (at: string) => clockTime(at, zone);
  const bars = [
    ...accounts.map((account) => ({
      name: /^[0-9a-f-]{36}$/.test(account) ? t('workbench') : account,
      spans: evidence.presence.filter((span) => span.account === account),
    })),
    ...(evidence.leave.length === 0
      ? []
      : [
          {
            name: t('leave'),
            spans: evidence.leave.map((one) => ({ ...one, state: one.isSigned ? 'leave' : 'unsigned' })),
          },
        ]),
  ];
  return (
    <section className={css['evidence']}>
      <h3>
        {t('shiftLine', {
          date: evidence.date,
          shift: evidence.shift ?? '',
          from: clock(evidence.from),
          to: clock(evidence.to),
        })}
      </h3>
      {bars.map((bar) => (
        <div key={bar.name} className={css['row']}>
          <span className={css['who']}>{bar.name}</span>
          <span className={css['track']}>
            {piecesOf(evidence, bar.spans).map((piece) => (
              <Tooltip
                key={`${piece.from} ${piece.state}`}
                title={`${t(`seen-${piece.state}` as 'seen-online')} ${clock(piece.from)}–${clock(piece.to)}`}
              >
                <span
                  className={css['piece']}
                  data-state={piece.state}
                  style={{ left: `${piece.left}%`, width: `${piece.width}%` }}
                />
              </Tooltip>
            ))}
          </span>
        </div>
      ))}
      <ul className={css['spans']}>
        {evidence.presence.map((span) => (
          <li key={`${span.account} ${span.from} ${span.state}`}>
            {clock(span.from)}–{clock(span.to)} {t(`seen-${span.state}` as 'seen-online')}
          </li>
        ))}
        {evidence.leave.map((one) => (
          <li key={`leave ${one.from}`}>
            {dayKey(one.from, zone)} {clock(one.from)}{' '}
            {t(one.isSigned ? 'leaveSigned' : 'leaveUnsigned', { kind: one.kind ?? '' })}
          </li>
        ))}
        {(evidence.faults ?? []).map((one) => (
          <li key={`fault ${one.from}`}>
            {clock(one.from)}
            {one.to === null ? ` ${t('faultOpen')}` : `–${clock(one.to)} ${t('faultHandled')}`}
          </li>
        ))}
      </ul>
    </section>
  );
};
