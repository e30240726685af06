import { dutyStates, type DutyLine } from './wire';

/** Those who take conversations first; within a state by name, so that nothing jumps while one looks. */
export const arrange = (people: readonly DutyLine[]): DutyLine[] =>
  [...people].sort(
    (a, b) =>
      dutyStates.indexOf(a.duty.state) - dutyStates.indexOf(b.duty.state) || a.name.localeCompare(b.name, 'zh-CN'),
  );
