% SPDX-License-Identifier: Apache-2.0
% Copyright the Panblas authors

% Makes Octave's files of this folder; make.py says what is in them. Run it in this folder:
%   octave --norc make.m

save_header_format_string ("# Created by Octave, with make.m");
x = 20 * reshape (0:11, 3, 4)' + 5;
bytes = uint8 (x);
small = x == 25;
[column, row, picture] = meshgrid (0:7, 0:5, 0:1);
pictures = (row - column) / 8 + picture / 4;
save ("-v7", "octave-v7.mat", "x", "bytes", "small", "pictures");
save ("-v6", "octave-v6.mat", "x", "bytes", "small", "pictures");
save ("-v4", "octave-v4.mat", "x");
save ("-text", "octave-text.mat", "x");
save ("-binary", "octave-binary.mat", "x");
save ("-hdf5", "octave-hdf5.mat", "x");
