import { chime } from '../../chime';
import { desktopNotify, soundOn } from '../../preferences';

/** Sounds as the person set it, and stands on the desktop while the page is not looked at. */
export const ring = (title: string, body: string, tag: string, go: () => unknown): void => {
  if (soundOn.get()) chime();
  const isAway = document.visibilityState !== 'visible' || !document.hasFocus();
  if (!isAway || desktopNotify.get() !== 'yes') return;
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification(title, { body, tag });
  shown.onclick = () => {
    window.focus();
    go();
    shown.close();
  };
};
