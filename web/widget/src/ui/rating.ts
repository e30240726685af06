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
    const invited = this.client.view.messages.some((m) => m.c === head?.id && m.body?.system?.code === 'rating-invited');
    if (!head || (head.state !== 'closed' && !invited)) {
      this.element.hidden = true;
      this.askedFor = '';
      return;
    }

    // Asked for by hand the question stays through the ending; it is the same one.
    const ending = invited ? head.id : `${head.id} ${head.closedAt ?? ''}`;
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
    if (trouble === null) {
      this.offerComment(stars);
    }
  }

  /** The stars are given already; words are a gift. */
  private offerComment(stars: number): void {
    const field = h('textarea', { rows: '2', maxlength: '500', 'aria-label': this.words.rateComment, placeholder: this.words.rateComment });
    const send = h('button', { type: 'button', class: 'say', onclick: () => void this.comment(stars, field) }, this.words.rateSend);
    put(this.element, field, send);
  }

  private async comment(stars: number, field: HTMLTextAreaElement): Promise<void> {
    const text = field.value.trim();
    if (text === '') {
      field.focus();
      return;
    }

    const trouble = await this.client.rate(stars, text);
    if (trouble === null) {
      this.element.textContent = '';
    }

    put(this.element, h('p', { role: 'status' }, trouble ?? this.words.rateCommentThanks));
  }
}
