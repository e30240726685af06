import { HandoverNotice } from './handover/notice';
import { MyDuty } from './my-duty';

/** One's own state, and before it what a colleague hands over. */
export const TopLine = () => (
  <>
    <HandoverNotice />
    <MyDuty />
  </>
);
