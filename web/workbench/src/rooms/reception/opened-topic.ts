import { isBoolean, remembered } from '@/shared/store/remembered';
import { createStore } from '@/shared/store/store';

/** Is the panel's block of policies unfolded? */
export const policiesOpen = remembered('reception.panel.policies', true, isBoolean);

/** Is the panel's block of procedures and needs unfolded? */
export const guidesOpen = remembered('reception.panel.guides', false, isBoolean);

/** The policy that a buyer's question opened, and in which conversation. */
export const openedTopic = createStore<{ c: string; policy: string } | null>(null);

export const openPolicyAt = (c: string, policy: string): void => {
  policiesOpen.set(true);
  openedTopic.set({ c, policy });
};
