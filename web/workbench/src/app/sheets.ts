import { createStore } from '@/shared/store/store';

/** Which of the frame's own sheets is open. */
export const openSheet = createStore<'commands' | 'help' | null>(null);
