import type { ReactNode } from 'react';
import { Button, Skeleton } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useSharedText } from '@/shared/i18n/shared-text';
import css from './states.module.css';

type StateProps = { title: string; text?: string; action?: ReactNode; picture?: ReactNode };

/** The same calm shape for empty, refused and broken: what is so, why, and the one act that helps. */
export const State = ({ title, text, action, picture }: StateProps) => (
  <div className={css['state']} role="status">
    {picture}
    <h2 className={css['title']}>{title}</h2>
    {text !== undefined && <p className={css['text']}>{text}</p>}
    {action}
  </div>
);

export const NoRight = ({ right }: { right: string }) => {
  const t = useSharedText();
  return <State title={t('noRightTitle')} text={t('noRightText', { right })} />;
};

export const NotFound = () => {
  const t = useSharedText();
  return (
    <State
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      action={
        <Button type="primary" href="/">
          {t('goHome')}
        </Button>
      }
    />
  );
};

/** A part that could not be loaded: the server's own sentence, and another try. */
export const LoadFailed = ({ error, onRetry }: { error: unknown; onRetry: () => void }) => {
  const t = useSharedText();
  const problem = toProblem(error);
  if (problem.status === 403) return <NoRight right={problem.detail} />;
  return (
    <State
      title={problem.status === 404 ? t('notFoundShort') : t('loadFailed')}
      text={problem.detail}
      action={<Button onClick={onRetry}>{t('retry')}</Button>}
    />
  );
};

export const Loading = ({ rows = 6 }: { rows?: number }) => {
  const t = useSharedText();
  return (
    <div className={css['loading']} aria-busy="true" aria-label={t('loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
};
