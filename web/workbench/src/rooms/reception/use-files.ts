import { useCallback, useState } from 'react';
import { App } from 'antd';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useText } from './text';
import { useLive, useView } from './use-live';
import type { FileBody } from './wire';

export type Upload = { id: string; name: string; preview: string | null };

export const sizeText = (bytes: number): string =>
  bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** Uploads first, then sends the message that carries the file; a file that was refused says why by its name. */
export const useFiles = (c: string) => {
  const t = useText();
  const live = useLive();
  const { message } = App.useApp();
  const limit = useView((view) => view.settings.fileBytes ?? null);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const add = useCallback(
    (files: readonly File[]) => {
      const one = async (file: File) => {
        if (limit !== null && file.size > limit) {
          message.error(t('fileTooLarge', { name: file.name, limit: sizeText(limit) }));
          return;
        }
        const isImage = file.type.startsWith('image/');
        const upload = { id: newId(), name: file.name, preview: isImage ? URL.createObjectURL(file) : null };
        setUploads((all) => [...all, upload]);
        try {
          const answer = await api.upload<{ file: FileBody }>('/api/reception/files', file, file.name, {
            query: { c },
          });
          const kind = answer.file.type.startsWith('image/') ? 'image' : 'file';
          live.send({ c, kind, text: '', fileId: answer.file.id, file: answer.file });
        } catch (error) {
          message.error(t('uploadFailed', { name: file.name, detail: toProblem(error).detail }));
        } finally {
          setUploads((all) => all.filter((item) => item.id !== upload.id));
          if (upload.preview !== null) URL.revokeObjectURL(upload.preview);
        }
      };
      // One after the other, so that pictures arrive in the order in which they were chosen.
      void files.reduce(async (before, file) => {
        await before;
        await one(file);
      }, Promise.resolve());
    },
    [c, limit, live, message, t],
  );
  return { uploads, add };
};
