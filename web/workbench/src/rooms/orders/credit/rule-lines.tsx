import { Link } from 'react-router';
import { useBookTitle } from '@/rooms/rules';
import { useLanguage } from '@/shared/i18n/language';
import css from '../orders.module.css';
import { useCreditText } from './text';
import type { Rules } from './wire';

/** The rules that hold for the order, in the order in which they are asked. */
export const RuleLines = ({ rules }: { rules: Rules }) => {
  const t = useCreditText();
  const spoken = useLanguage();
  const titleOf = useBookTitle();
  return (
    <details className={css['rules']}>
      <summary>
        {t('rulesTitle')}
        <span className={css['quiet']}>
          {' '}
          {rules.version === 0
            ? t('rulesNone')
            : t('rulesOf', { book: titleOf(rules.book, rules.version), version: rules.version })}
        </span>
      </summary>
      <ul className={css['losers']}>
        {(spoken === 'en' ? rules.en : rules.zh).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {rules.version > 0 && <Link to="/rules">{t('seeBook')}</Link>}
    </details>
  );
};
