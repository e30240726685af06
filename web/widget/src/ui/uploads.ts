import type { ChatClient } from '../core/client';
import type { Config } from '../core/wire';
import type { Words } from '../language/words';
import { h } from './dom';
import { upload } from './upload';

type Upload = { name: string; percent: number; problem?: string };

type UploadParts = { client: ChatClient; config: Config; words: Words; base: string; changed: () => void };

/** Files on their way to the house: each one becomes a message when it has arrived, or says why it did not. */
export class Uploads {
  private entries: Upload[] = [];

  constructor(private readonly parts: UploadParts) {}

  async send(file: File): Promise<void> {
    const { client, words, config, base, changed } = this.parts;
    const entry: Upload = { name: file.name || words.image, percent: 0 };
    this.entries = [...this.entries, entry];
    if (file.size > config.limits.fileBytes) {
      entry.problem = words.tooLarge(Math.floor(config.limits.fileBytes / 1_048_576));
      changed();
      return;
    }

    changed();
    const token = await client.uploadToken();
    const done = token
      ? await upload(base, token, file, (percent) => {
          entry.percent = percent;
          changed();
        })
      : { problem: '' };
    if ('problem' in done) {
      entry.problem = done.problem || words.uploadFailed;
    } else {
      this.drop(entry);
      client.send({ kind: done.file.type.startsWith('image/') ? 'image' : 'file', text: done.file.name, fileId: done.file.id });
    }

    changed();
  }

  rows(): HTMLElement[] {
    return this.entries.map((entry) => this.row(entry));
  }

  private row(entry: Upload): HTMLElement {
    const { words, changed } = this.parts;
    const drop = (): void => {
      this.drop(entry);
      changed();
    };
    const foot = entry.problem
      ? h('div', { class: 'fail' }, h('span', {}, entry.problem), h('button', { type: 'button', onclick: drop }, words.discard))
      : h('div', { class: 'who' }, words.uploading(entry.percent));
    return h('div', { class: entry.problem ? 'row me' : 'row me wait' }, h('div', { class: 'bub' }, entry.name), foot);
  }

  private drop(entry: Upload): void {
    this.entries = this.entries.filter((u) => u !== entry);
  }
}
