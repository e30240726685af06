/** Beside the platform's chat: as wide as a telephone, and always the same window. */
export const openCompanion = (): void => {
  const height = Math.min(820, window.screen.availHeight);
  const left = Math.max(0, window.screen.availWidth - 440);
  window.open('/companion', 'zhanggui-companion', `popup,width=420,height=${height},left=${left},top=0`)?.focus();
};
