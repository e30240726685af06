import { Image } from 'antd';

type PictureViewerProps = { src: string; alt: string; onClose: () => void };

/** The picture in full, to zoom and turn; fetched when the first one is looked at. */
export const PictureViewer = ({ src, alt, onClose }: PictureViewerProps) => (
  <Image
    src={src}
    alt={alt}
    styles={{ root: { display: 'none' } }}
    preview={{ open: true, src, onOpenChange: (isOpen) => !isOpen && onClose() }}
  />
);
