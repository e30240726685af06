/** The moment that won the order, in the middle of the screen and marked while one looks for it. */
export const showInTimeline = () => {
  const won = document.querySelector<HTMLElement>('li[data-tone="won"]');
  if (won === null) return;
  won.tabIndex = -1;
  won.focus({ preventScroll: true });
  won.scrollIntoView({ block: 'center', behavior: 'smooth' });
};
