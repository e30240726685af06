import { useEffect } from 'react';

type Call = 'find' | 'write' | 'note' | 'take' | 'transfer' | 'snooze' | 'close' | 'tags';

const listeners = new Map<Call, () => void>();

/** Keys and menus call a part of the desk by name; whoever shows that part answers. */
export const deskCalls = {
  call: (name: Call) => listeners.get(name)?.(),
};

export const useDeskCall = (name: Call, answer: () => void): void => {
  useEffect(() => {
    listeners.set(name, answer);
    return () => {
      if (listeners.get(name) === answer) listeners.delete(name);
    };
  }, [name, answer]);
};
