const pauseMs = 2_000;
const longestMs = 10_000;

/** Tries until it comes: a browser's word that it is online says nothing of whether the server can be reached. */
export const patiently = async <T>(load: () => Promise<T>, pause = pauseMs): Promise<T> => {
  try {
    return await load();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, pause));
    return patiently(load, Math.min(pause * 2, longestMs));
  }
};
