import { App } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { guidesOpen } from '../../opened-topic';
import { useText } from '../text';
import { useFitting } from './procedures';
import css from './procedures.module.css';
import { useOpened, useProcedureActs } from './use-procedures';

/** In the line of tools: the procedure of the book for what the buyer asks now, one press opens it beside the conversation. */
export const ProcedureChip = ({ c }: { c: string }) => {
  const t = useText();
  const { message } = App.useApp();
  const { fits } = useFitting(c);
  const opened = useOpened(c).data;
  const { open } = useProcedureActs(c);
  const fit = fits.find((one) => opened?.every((o) => o.key !== one.procedure.key) === true);
  if (fit === undefined) return null;
  return (
    <button
      type="button"
      className={css['chip']}
      onClick={() => {
        guidesOpen.set(true);
        open.mutate(
          { key: fit.procedure.key, topic: fit.topic },
          { onError: (error) => void message.error(toProblem(error).detail) },
        );
      }}
    >
      {t('procedureOpen', { title: fit.procedure.title })}
    </button>
  );
};
