import type { FileBody } from '../core/wire';

export type Uploaded = { file: FileBody } | { problem: string };

/** XMLHttpRequest, because fetch cannot tell how far an upload has come. */
export const upload = (base: string, token: string, file: File, progress: (percent: number) => void): Promise<Uploaded> =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name || 'image');
    request.open('POST', `${base}/api/visitor/files`);
    request.setRequestHeader('Authorization', `Visitor ${token}`);
    request.upload.onprogress = (e) => e.lengthComputable && progress(Math.floor((e.loaded / e.total) * 100));
    request.onerror = () => resolve({ problem: '' });
    request.onload = () => {
      try {
        const answer = JSON.parse(request.responseText) as { file?: FileBody; detail?: string };
        resolve(request.status === 200 && answer.file ? { file: answer.file } : { problem: answer.detail ?? '' });
      } catch {
        resolve({ problem: '' });
      }
    };
    request.send(form);
  });
