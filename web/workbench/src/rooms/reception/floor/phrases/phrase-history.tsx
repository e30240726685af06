import { Drawer } from 'antd';
import { useZone } from '@/shared/time/use-zone';
import { fullMoment } from '@/shared/time/format';
import { LoadFailed, Loading } from '@/shared/ui/states';
import css from './phrases.module.css';
import { usePhraseText } from './text';
import { usePhraseHistory } from './use-phrases';
import type { Phrase } from './wire';

export const PhraseHistory = ({ phrase, onDone }: { phrase: Phrase; onDone: () => void }) => {
  const t = usePhraseText();
  const zone = useZone();
  const history = usePhraseHistory(phrase.id);
  return (
    <Drawer open title={`${t('history')} · ${phrase.title}`} onClose={onDone} size={480}>
      {history.isPending && <Loading />}
      {history.isError && <LoadFailed error={history.error} onRetry={() => void history.refetch()} />}
      {history.data?.map((change) => (
        <div key={change.version} className={css['change']}>
          <p className={css['hint']}>
            {t(`what-${change.what}`)} · {change.by} · {fullMoment(change.at, zone)}
          </p>
          <b>{change.title}</b> {change.code !== null && <kbd>/{change.code}</kbd>}
          <div>{change.text}</div>
          {change.guardReason !== null && change.guardReason !== undefined && (
            <p className={css['hint']}>{t('keptBecause', { reason: change.guardReason })}</p>
          )}
        </div>
      ))}
    </Drawer>
  );
};
