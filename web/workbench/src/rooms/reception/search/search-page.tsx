import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { NoRight, State } from '@/shared/ui/states';
import { HitContext } from './hit-context';
import { BuyerList } from './buyer-list';
import { HitList, keyOf } from './hit-list';
import { NoteLists } from './note-lists';
import { SearchForm } from './search-form';
import css from './search.module.css';
import { useText } from './text';
import { toHit } from './to-hit';
import { useAsked, useHits } from './use-search';

/** Finds what was said: results on the left, on the right what was said around one of them. */
export const SearchPage = () => {
  const t = useText();
  const mayRead = useMay(['reception.conversation.read', 'reception.conversation.read-all']);
  return <Page title={t('title')}>{mayRead ? <Search /> : <NoRight right={t('noRight')} />}</Page>;
};

const Search = () => {
  const t = useText();
  const navigate = useNavigate();
  const { asked, change, hit: chosen, choose } = useAsked();
  const list = useHits(asked);
  const hits = list.data?.pages.flatMap((page) => page.hits) ?? [];
  const at = hits.findIndex((one) => keyOf(one) === chosen);
  const hit = hits[at];

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const isWriting = target.matches('input, textarea, [role=combobox], button, a');
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (
        step !== undefined &&
        hits.length > 0 &&
        (!isWriting || target.matches('input[type=search], form input.ant-input'))
      ) {
        event.preventDefault();
        const next = hits[Math.min(hits.length - 1, Math.max(0, at + step))];
        if (next !== undefined) choose(keyOf(next));
      } else if (event.key === 'Enter' && !isWriting && hit !== undefined) {
        const { to, state } = toHit(hit);
        void navigate(to, { state });
      } else if (event.key === 'Escape' && hit !== undefined) {
        choose(null);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <div className={css['search']} data-chosen={hit !== undefined}>
      <div className={css['results']}>
        <SearchForm key={asked.q} asked={asked} onChange={change} />
        <div className={css['list']}>
          {asked.kind === 'buyers' ? (
            <BuyerList q={asked.q} />
          ) : (
            <>
              {asked.kind === 'notes' && asked.q !== '' && <NoteLists q={asked.q} />}
              <HitList asked={asked} list={list} hits={hits} chosen={chosen} onChoose={choose} />
            </>
          )}
        </div>
      </div>
      <div className={css['side']}>
        {hit === undefined ? (
          hits.length > 0 && <State title={t('chooseHit')} text={t('chooseHitText')} />
        ) : (
          <HitContext key={keyOf(hit)} hit={hit} onBack={() => choose(null)} />
        )}
      </div>
    </div>
  );
};
