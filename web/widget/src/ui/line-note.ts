import type { ChatClient } from '../core/client';
import type { Words } from '../language/words';
import { h } from './dom';

/** The state of the line in words; silent while all is well. */
export class LineNote {
  readonly element = h('div', { class: 'note', role: 'status', hidden: true });
  private countdown: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly client: ChatClient,
    private readonly words: Words,
  ) {}

  draw(): void {
    const { client, words } = this;
    clearInterval(this.countdown);
    switch (client.connection) {
      case 'waiting': {
        const again = h('button', { type: 'button', onclick: () => client.hurry() }, words.retryNow);
        const tell = (): void => this.say(navigator.onLine ? words.retryIn(Math.max(1, Math.ceil((client.retryAt - Date.now()) / 1000))) : words.offline, again);
        tell();
        this.countdown = setInterval(tell, 1000);
        break;
      }
      case 'connecting':
        this.say(client.view.epoch === null ? words.connecting : null);
        break;
      case 'polling':
        this.say(words.slow);
        break;
      case 'refused':
        this.say(client.trouble?.detail || words.refusedHere);
        break;
      case 'live':
      case 'idle':
        this.say(client.trouble?.detail || null);
        break;
    }
  }

  private say(text: string | null, ...more: Node[]): void {
    this.element.hidden = text === null;
    this.element.replaceChildren(h('span', {}, text ?? ''), ...more);
  }
}
