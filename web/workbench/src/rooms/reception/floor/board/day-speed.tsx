import { Suspense } from 'react';
import { TodayFigures } from '@/rooms/reports';
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
