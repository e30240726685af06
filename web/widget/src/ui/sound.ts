import type { KeyValue } from '../core/outbox';
import type { Words } from '../language/words';
import { h, icon, icons } from './dom';

/** The switch for the tone; off until the visitor wants it, and remembered. */
export class Sound {
  readonly button: HTMLButtonElement;

  constructor(
    private readonly words: Words,
    private readonly store: KeyValue,
    private readonly key: string,
  ) {
    this.button = h('button', { class: 'ic', type: 'button', onclick: () => this.toggle() });
    this.draw();
  }

  ring(): void {
    if (this.isOn) {
      ring();
    }
  }

  private get isOn(): boolean {
    return this.store.get(this.key) === '1';
  }

  private toggle(): void {
    this.store.set(this.key, this.isOn ? '0' : '1');
    this.draw();
  }

  private draw(): void {
    this.button.replaceChildren(icon(this.isOn ? icons.bell : icons.bellOff));
    this.button.setAttribute('aria-label', this.isOn ? this.words.soundOff : this.words.soundOn);
    this.button.setAttribute('aria-pressed', String(this.isOn));
  }
}

const ring = (): void => {
  try {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    tone.frequency.value = 660;
    loud.gain.setValueAtTime(0.08, audio.currentTime);
    loud.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.35);
    tone.connect(loud).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.36);
    tone.onended = () => void audio.close();
  } catch {
    // no sound, no harm
  }
};
