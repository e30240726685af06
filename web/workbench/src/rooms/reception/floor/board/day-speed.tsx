import { Suspense } from 'react';
import { TodayFigures, TodayTargets } from '@/rooms/reports';
import { useMay } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading } from '@/shared/ui/states';
import { useText } from '../text';

/** Today's figures as the shop's rule sets count them; each opens into its rounds. */
export const DaySpeed = ({ isMine = false }: { isMine?: boolean }) => {
  const t = useText();
  const may = useMay(isMine ? 'metrics.figure.read' : 'metrics.figure.read-all');
  return may ? (
    <Section title={t(isMine ? 'myFigures' : 'speedTitle')}>
      <Suspense fallback={<Loading rows={3} />}>
        <TodayFigures isMine={isMine} />
      </Suspense>
    </Section>
  ) : null;
};

/** Targets of the day with how far each is; each opens into its rows. */
export const DayTargets = ({ isMine = false }: { isMine?: boolean }) =>
  useMay('metrics.figure.read') ? (
    <Suspense fallback={<Loading rows={2} />}>
      <TodayTargets isMine={isMine} />
    </Suspense>
  ) : null;
