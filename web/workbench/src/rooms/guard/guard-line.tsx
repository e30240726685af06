import { keyName } from '@/shared/keys/keys';
import css from './guard.module.css';
import { gravest, type Rewrite } from './marks';
import { useText } from './text';
import type { Verdict } from './wire';

type LineProps = {
  verdict: Verdict | null;
  rewrite: Rewrite | null;
  onTake: () => void;
  onPromise: (() => void) | null;
  onHelp: () => void;
  /** "This was fine": told to whoever keeps the rules. */
  onFine: () => void;
};

const short = (words: string): string => (words.length > 16 ? `${words.slice(0, 16)}…` : words);

/** One quiet line under the box: what rang, why, and the keys that help. */
export const GuardLine = ({ verdict, rewrite, onTake, onPromise, onHelp, onFine }: LineProps) => {
  const t = useText();
  const hit = verdict === null ? null : gravest(verdict.hits);
  if (verdict === null || hit === null || hit.level === 'pass') return null;
  const said = short(hit.text);
  const still = rewrite === null ? null : gravest(rewrite.left);
  return (
    <div className={css['line']} data-level={hit.level}>
      <p role="status" title={hit.reason}>
        <b>{t(hit.level)}</b> {hit.name}「{said}」 <span>{hit.reason}</span>
        {hit.replacement === null && hit.suggestion !== null && <span> {t('say', { text: hit.suggestion })}</span>}
        {verdict.hits.length > 1 && <span> {t('more', { n: verdict.hits.length - 1 })}</span>}
      </p>
      <div className={css['keys']}>
        {rewrite !== null && (
          <button type="button" onClick={onTake} title={rewrite.text}>
            <kbd>{keyName('alt+i')}</kbd> {t('take')}{' '}
            <i>{rewrite.text.length > 24 ? `${rewrite.text.slice(0, 24)}…` : rewrite.text}</i>
            {still !== null && <span> {t('still', { text: short(still.text) })}</span>}
          </button>
        )}
        {onPromise !== null && (
          <button type="button" onClick={onPromise}>
            <kbd>{keyName('alt+k')}</kbd> {t('promise')}
          </button>
        )}
        <button type="button" onClick={onHelp}>
          <kbd>{keyName('alt+h')}</kbd> {t('help')}
        </button>
        <button type="button" onClick={onFine}>
          {t('fine')}
        </button>
      </div>
    </div>
  );
};
