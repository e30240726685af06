import type { ChatClient } from '../core/client';
import { h } from './dom';

/** What whoever serves says of themselves, under their name. Asked for once per person, and again when another text comes. */
export class Signature {
  readonly element = h('p', { class: 'sig', hidden: true });
  private askedFor = '';
  private until = Infinity;

  constructor(private readonly client: ChatClient) {}

  draw(isOpen: boolean): void {
    const head = this.client.view.head;
    if (head?.state !== 'open' || !head.assignee) {
      this.element.hidden = true;
      this.askedFor = '';
      return;
    }

    const whose = `${head.id} ${head.assignee.name}`;
    if (isOpen && (this.askedFor !== whose || Date.now() >= this.until)) {
      this.askedFor = whose;
      this.until = Infinity;
      void this.ask(whose);
    }
  }

  private async ask(whose: string): Promise<void> {
    const answer = await this.client.askSignature();
    if (this.askedFor !== whose) {
      return;
    }

    if (answer === null) {
      this.askedFor = ''; // no way to the house: asked again with the next drawing
      return;
    }

    this.until = answer.until ? Date.parse(answer.until) : Infinity;
    this.element.textContent = answer.text ?? '';
    this.element.title = answer.text ?? '';
    this.element.hidden = !answer.text;
  }
}
