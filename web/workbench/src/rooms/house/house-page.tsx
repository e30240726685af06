import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { BackupSection } from './backup-section';
import { DoctorSection } from './doctor-section';
import { useText } from './text';

/** The owner looks after the house itself: is all well, and a copy to keep elsewhere. */
export const HousePage = () => {
  const t = useText();
  const mayExamine = useMay('house.doctor.run');
  const mayBackUp = useMay('house.backup.run');
  return (
    <Page title={t('title')}>
      {mayExamine && <DoctorSection />}
      {mayBackUp && <BackupSection />}
    </Page>
  );
};
