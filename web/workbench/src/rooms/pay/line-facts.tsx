import { Button } from 'antd';
import { useState } from 'react';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { FactLink } from './fact-link';
import { money } from './money';
import css from './pay.module.css';
import { useText } from './text';
import { usePayAct } from './use-pay';
import type { Slip, SlipLine } from './wire';

/** The facts a line came from: mistakes with their day and order, orders, reviews; many of them page by page. */
export const LineFacts = ({ slip, line }: { slip: Slip; line: SlipLine }) => {
  const t = useText();
  const zone = useZone();
  const shop = useShop();
  const act = usePayAct();
  const [facts, setFacts] = useState(line.facts);
  const events = new Map((slip.progress?.events ?? []).map((event) => [event.subject, event]));
  // An order that stands with its mistake is not named again.
  const named = new Set(
    facts.flatMap((fact) => {
      const order = events.get(fact)?.order ?? null;
      return order === null ? [] : [`orders:${order}`];
    }),
  );
  const more = () =>
    act(async () => {
      const next = await api.get<{ facts: string[] }>(
        `/api/pay/months/${slip.month}/slips/${slip.person}/facts/${line.place}`,
        { query: { shop: shop.id, after: facts.length } },
      );
      setFacts([...facts, ...next.facts]);
    });
  if (line.factCount === 0) return null;
  return (
    <>
      <dt>{t('facts', { n: line.factCount })}</dt>
      <dd>
        <ul className={css['factList']}>
          {facts.map((fact) => {
            if (named.has(fact)) return null;
            const event = events.get(fact);
            return (
              <li key={fact}>
                {event === undefined ? (
                  <FactLink fact={fact} month={slip.month} person={slip.person} />
                ) : (
                  <>
                    {event.name} · {fullMoment(event.at, zone)} · {event.because}
                    {event.cost.value > 0 && ` (${money(-event.cost.value)})`}
                    {event.note !== null && <div className={css['quiet']}>{event.note}</div>}
                    {event.subject.startsWith('incidents:') && <FactLink fact={event.subject} />}{' '}
                    {event.order !== null && <FactLink fact={`orders:${event.order}`} />}
                  </>
                )}
              </li>
            );
          })}
        </ul>
        {facts.length < line.factCount && (
          <Button className={css['noPrint'] ?? ''} size="small" type="link" onClick={() => void more()}>
            {t('moreOf', { n: line.factCount - facts.length })}
          </Button>
        )}
      </dd>
    </>
  );
};
