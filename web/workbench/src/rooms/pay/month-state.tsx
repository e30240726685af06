import { Tag } from 'antd';
import { useText } from './text';
import type { MonthState } from './wire';

const tones = { open: 'default', proposed: 'processing', agreed: 'cyan', closed: 'gold', paid: 'success' } as const;
const words = {
  open: 'stateOpen',
  proposed: 'stateProposed',
  agreed: 'stateAgreed',
  closed: 'stateClosed',
  paid: 'statePaid',
} as const;

export const StateTag = ({ state }: { state: MonthState }) => {
  const t = useText();
  return <Tag color={tones[state]}>{t(words[state])}</Tag>;
};
