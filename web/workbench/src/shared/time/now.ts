import { useEffect } from 'react';
import { createStore, useStore } from '@/shared/store/store';

/** The ticking second, shared by every counter on the screen so that they all jump together and cost one timer. */
const second = createStore(Math.floor(Date.now() / 1000));
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

const tick = () => second.set(Math.floor(Date.now() / 1000));

const minuteMs = 60_000;
const minute = createStore(Math.floor(Date.now() / minuteMs) * minuteMs);
setInterval(() => minute.set(Math.floor(Date.now() / minuteMs) * minuteMs), 5_000);

/** Milliseconds at the moment something is done; what is shown takes {@link useNow} or {@link useMinute}. */
export const nowMs = (): number => Date.now();

/** The minute that began last; enough for "today" and "yesterday". */
export const useMinute = (): number => useStore(minute);

/** Milliseconds now, renewed every second while the component is mounted. */
export const useNow = (): number => {
  useEffect(() => {
    users += 1;
    tick();
    timer ??= setInterval(tick, 1000);
    return () => {
      users -= 1;
      if (users === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    };
  }, []);
  return useStore(second) * 1000;
};
