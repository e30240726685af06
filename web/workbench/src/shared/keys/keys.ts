import { allCommands, commandStore, type Command } from './commands';

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !/^(checkbox|radio|button|submit|range)$/.test((target as HTMLInputElement).type);

/** The key as we name it, by its place on the keyboard where Alt changes the letter (Macs, some layouts). */
const nameOf = (event: KeyboardEvent): string => {
  if (event.altKey && /^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (event.altKey && /^Digit\d$/.test(event.code)) return event.code.slice(5);
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
};

export const pressed = (event: KeyboardEvent): string => {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey && event.key.length > 1 ? 'shift+' : ''}${nameOf(event)}`;
};

/** Which command a key means here; an input method that is composing owns every key. */
export const commandFor = (event: KeyboardEvent, commands: readonly Command[]): Command | undefined => {
  if (event.isComposing || event.keyCode === 229) return undefined;
  const key = pressed(event);
  const isWriting = writes(event.target);
  return commands.find((command) => {
    if (command.key === undefined) return false;
    if (command.key === key) return !isWriting || /^(mod|alt)\+|^F\d/.test(key);
    return !isWriting && command.key === `alt+${key}`;
  });
};

/** Listens for all registered commands; called once by the frame. */
export const listenForKeys = (go: (to: string) => void): (() => void) => {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    // An open dialog has its own keys; only what works while writing (Ctrl K) passes.
    const isInDialog = event.target instanceof Element && event.target.closest('[role=dialog]') !== null;
    const command = commandFor(event, allCommands(commandStore.get()));
    if (command === undefined || (isInDialog && command.key?.startsWith('mod+') !== true)) return;
    event.preventDefault();
    command.run(go);
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
};

const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  shift: 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

export const keyName = (key: string): string =>
  key
    .split('+')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
