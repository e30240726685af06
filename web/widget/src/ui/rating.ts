import type { ChatClient } from '../core/client';
import type { Words } from '../language/words';
import { h, put } from './dom';

const faces = ['😞', '🙁', '😐', '🙂', '😊'];

/** Five faces under a conversation that has ended; asked once, answered once. */
export class Rating {
  readonly element = h('div', { class: 'rate', hidden: true });
  private askedFor = '';

  constructor(
    private readonly client: ChatClient,
    private readonly words: Words,
  ) {}

  /** Called with every drawing; the house is asked once per ending, and only while the window is open. */
  draw(isOpen: boolean): void {
    const head = this.client.view.head;
    if (head?.state !== 'closed') {
      this.element.hidden = true;
      this.askedFor = '';
      return;
    }

    const ending = `${head.id} ${head.closedAt ?? ''}`;
    if (isOpen && this.askedFor !== ending) {
      this.askedFor = ending;
      void this.ask(ending);
    }
  }

  private async ask(ending: string): Promise<void> {
    const answer = await this.client.askRating();
    if (this.askedFor !== ending) {
      return;
    }

    if (answer === null) {
      this.askedFor = ''; // no way to the house: asked again with the next drawing
      return;
    }

    this.element.hidden = !answer.asks;
    if (answer.asks) {
      const { rateQuestion, rateLevels } = this.words;
      this.element.textContent = '';
      put(
        this.element,
        h('p', {}, answer.words || rateQuestion),
        h(
          'div',
          { role: 'group', 'aria-label': answer.words || rateQuestion },
          ...faces.map((face, index) =>
            h('button', { type: 'button', title: rateLevels[index], 'aria-label': rateLevels[index], onclick: () => void this.give(index + 1) }, face),
          ),
        ),
      );
    }
  }

  private async give(stars: number): Promise<void> {
    const trouble = await this.client.rate(stars);
    this.element.textContent = '';
    put(this.element, h('p', { role: 'status' }, trouble ?? this.words.rateThanks));
  }
}
