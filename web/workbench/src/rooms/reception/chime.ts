let audio: AudioContext | null = null;
let lastAt = 0;
const restMs = 1_500;

/** Two soft tones, made here so that no file is loaded; never more often than a person can bear. */
export const chime = (): void => {
  const now = performance.now();
  if (now - lastAt < restMs) return;
  lastAt = now;
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
    tone(audio, 880, 0);
    tone(audio, 1174.66, 0.13);
  } catch {
    // no sound device
  }
};

const tone = (context: AudioContext, frequency: number, afterSeconds: number): void => {
  const from = context.currentTime + afterSeconds;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.0001, from);
  gain.gain.exponentialRampToValueAtTime(0.12, from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.28);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.3);
};
