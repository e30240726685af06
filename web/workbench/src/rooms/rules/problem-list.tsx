import css from './rules.module.css';
import { useText } from './text';
import { useSaid } from './use-books';
import type { BookProblem } from './wire';

/** What is wrong, by line; a click goes there. */
export const ProblemList = ({ problems, onGoTo }: { problems: BookProblem[]; onGoTo: (line: number) => void }) => {
  const t = useText();
  const said = useSaid();
  if (problems.length === 0) return null;
  return (
    <div className={css['problems']}>
      {problems.map((problem) => (
        <button
          key={`${problem.line}:${problem.column}:${problem.rule}:${problem.path}`}
          type="button"
          className={css['problem']}
          onClick={() => onGoTo(problem.line)}
        >
          <span className={`${css['number'] ?? ''} ${css[problem.severity] ?? ''}`}>
            {t('line', { n: problem.line })}
          </span>
          <span className={css['wrap']}>{said(problem.reason)}</span>
        </button>
      ))}
    </div>
  );
};
