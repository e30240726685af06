import { useQuery } from '@tanstack/react-query';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Grade } from '../grade';
import { Conditions, History } from './ladder-page';
import css from './ladder.module.css';
import { useText } from './text';
import type { Ladder } from './wire';

/** The own way up: what is still missing, and what was decided and why. */
export const MyLadder = () => {
  const t = useText();
  const shop = useShop();
  const mine = useQuery({
    queryKey: ['pay', 'ladder', 'mine', shop.id],
    queryFn: ({ signal }) =>
      api.get<Pick<Ladder, 'people' | 'decisions'>>('/api/pay/ladder/mine', { query: { shop: shop.id }, signal }),
  });
  const state = mine.data?.people[0]?.state;
  const decisions = mine.data?.decisions ?? [];
  if ((state === undefined || state.next === null) && decisions.length === 0) return null;
  return (
    <Section title={t('mine')}>
      {state !== undefined && state.next !== null && (
        <>
          <p>
            <Grade grade={state.grade} /> → {state.nextName ?? state.next}{' '}
            <span className={css['quiet']}>{t('cleanSoFar', { n: state.cleanMonths })}</span>
          </p>
          <Conditions conditions={state.conditions} />
        </>
      )}
      {decisions.length > 0 && <History decisions={decisions} />}
    </Section>
  );
};
