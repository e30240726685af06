import { Alarm } from './board/alarm';
import { OwnTextsNotice } from './texts/own-notice';

/** What the floor has to say on every page. */
export const TopPieces = () => (
  <>
    <Alarm />
    <OwnTextsNotice />
  </>
);
