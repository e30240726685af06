import { useMay } from '@/shared/session';
import { CompanionButton } from './companion/companion-button';
import { TopPieces } from './floor/top-pieces';

/** The floor's alarms and notices, and the way to the window beside a platform's chat. */
export const TopLine = () => {
  const maySend = useMay('reception.message.send');
  return (
    <>
      <TopPieces />
      {maySend && <CompanionButton />}
    </>
  );
};
