import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { FloorTabs } from '../floor-tabs';
import css from '../floor.module.css';
import { useText } from '../text';
import { CallCard } from './call-card';
import { useHelp } from './use-help';

/** Calls for help that wait for me, and what became of mine. */
export const HelpPage = () => {
  const t = useText();
  const may = useMay('reception.conversation.read');
  const help = useHelp(may);
  return (
    <Page title={t('help')}>
      <FloorTabs />
      {!may && <NoRight right={t('ratingsRight')} />}
      {may && help.isPending && <Loading rows={6} />}
      {help.isError && help.data === undefined && <LoadFailed error={help.error} onRetry={() => void help.refetch()} />}
      {help.data?.length === 0 && <State title={t('noHelp')} text={t('noHelpText')} />}
      <div className={css['calls']}>
        {help.data?.map((call) => (
          <CallCard key={call.id} call={call} />
        ))}
      </div>
    </Page>
  );
};
