import { Tag } from 'antd';
import { useText } from './text';
import type { BookState } from './wire';

const colours: Record<BookState, string> = {
  draft: 'default',
  open: 'blue',
  scheduled: 'gold',
  'in-force': 'green',
  superseded: 'default',
  withdrawn: 'default',
};

export const StateTag = ({ state }: { state: BookState }) => {
  const t = useText();
  return <Tag color={colours[state]}>{t(`state.${state}`)}</Tag>;
};
